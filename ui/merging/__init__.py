"""Taking in what laptops brought: a plan first, then one step, which can be taken back."""
