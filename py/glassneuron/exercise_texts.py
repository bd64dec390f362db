"""What the exercises ask: titles, the line under each `def`, hints, and the code that breaks."""

TITLES = {
    "sigmoid": "The sigmoid",
    "forward_propagation": "Forward propagation",
    "loss": "The loss",
    "cost": "The cost",
    "gradients": "The gradients",
    "update": "The update",
    "model": "The loop",
    "sign_error": "Find the sign error",
    "missing_m": "Find the missing 1/m",
    "transposed_product": "Find the transposed product",
}

# What is asked, as the one line under `def`.
TASKS = {
    "sigmoid": "Squeeze each number in z, (1, m), into 0 to 1; z may be as large as 1000 or -1000.",
    "forward_propagation": "Return the answers A, (1, m), for w, (n, 1), a number b and X, (n, m).",
    "loss": "Return the loss of each answer, (1, m); A is between 0 and 1, never 0 or 1 itself.",
    "cost": "Return one number: the mean of the losses of all m answers.",
    "gradients": "Return dw, (n, 1), and the number db: the slopes of the cost along w and b.",
    "update": "Return w and b after one step of gradient descent; leave the arguments as they are.",
    "model": "Start w, (n, 1), and b from zeros, make n_iter updates, and return w and b.",
    "sign_error": "Take one step downhill and return the new w and b: one sign is wrong here.",
    "missing_m": "Take one step downhill and return the new w and b: one 1 / m is missing here.",
    "transposed_product": "Take one step downhill and return w and b: one product is on its side.",
}

HINTS = {
    "sigmoid": (
        "The formula is σ(z) = 1 / (1 + e⁻ᶻ). For z = 0 it gives 1 / (1 + 1) = 0.5.",
        "np.exp takes a whole array and gives e to the power of each number in it.",
        "The sum below the line needs brackets: 1 / (1 + ...).",
    ),
    "forward_propagation": (
        "First the linear part, z = wᵀX + b, then the sigmoid of it.",
        "w.T lies on its side: (1, n). A product of (1, n) and (n, m) has the shape (1, m).",
        "np.dot(w.T, X) is that product. Add b, and hand the sum to sigmoid.",
    ),
    "loss": (
        "The formula is L = -(y ln ŷ + (1 - y) ln(1 - ŷ)), where ŷ is A.",
        "For y = 1 only the first half is left, for y = 0 only the second.",
        "np.log is the natural logarithm; * multiplies arrays number by number. "
        "Mind the minus before the bracket.",
    ),
    "cost": (
        "The cost is the mean of the losses: J = 1/m Σ L.",
        "loss(A, Y) gives all the losses, np.sum adds them up.",
        "Multiply the sum by 1 / m.",
    ),
    "gradients": (
        "Begin with dZ = A - Y: how far each answer is from its label.",
        "db is the mean of dZ. dw is the mean, too, but each sample weighs as much as its x.",
        "np.dot(X, dZ.T) multiplies (n, m) by (m, 1): the sum over the samples, for each weight. "
        "Both sums are multiplied by 1 / m.",
    ),
    "update": (
        "The slopes point uphill, and we want to go down: subtract.",
        "The learning rate says how far: the step is learning_rate * dw.",
        "w - learning_rate * dw makes a new array; w -= ... would change the caller's.",
    ),
    "model": (
        "n and m are in X.shape. Start with w = np.zeros((n, 1)) and b = 0.0.",
        "Each time round: the answers, the gradients, the update.",
        "Every function you wrote is here. Keep what update gives: w, b = update(...). "
        "The return comes after the loop.",
    ),
    "sign_error": (
        "With this code the cost rises: the step goes uphill.",
        "Three lines have a minus. Compare each with the article.",
        "The slope of the loss along z is A - Y.",
    ),
    "missing_m": (
        "Both slopes are means over the samples.",
        "A mean is a sum times 1 / m. Which of the two slopes is only a sum?",
    ),
    "transposed_product": (
        "Print the shapes of dw and w. A step needs the two alike.",
        "A column less a row is no error for NumPy: it makes a table of all differences.",
        "X is (n, m). By what has it to be multiplied to give (n, 1)?",
    ),
}

# Each has one error.
BROKEN = {
    "sign_error": """\
    dZ = Y - A
    db = 1 / m * np.sum(dZ)
    dw = 1 / m * np.dot(X, dZ.T)
    w = w - learning_rate * dw
    b = b - learning_rate * db
    return w, b
""",
    "missing_m": """\
    dZ = A - Y
    db = 1 / m * np.sum(dZ)
    dw = np.dot(X, dZ.T)
    w = w - learning_rate * dw
    b = b - learning_rate * db
    return w, b
""",
    "transposed_product": """\
    dZ = A - Y
    db = 1 / m * np.sum(dZ)
    dw = 1 / m * np.dot(dZ, X.T)
    w = w - learning_rate * dw
    b = b - learning_rate * db
    return w, b
""",
}
