"""Run the command line: ``python -m glassneuron``."""

import sys

from glassneuron.cli import main

sys.exit(main())
