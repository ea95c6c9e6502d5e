"""From raw answers to scores, and what can be said of them: noise, change, reliability."""
