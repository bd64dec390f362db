"""What ``build.py`` is made of; not part of the installed package."""
