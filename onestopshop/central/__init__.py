"""The central folder: publishing, folding, taking in receipts and setup."""
