"""What every page is made of: buttons and chips with their key, rows, notices, the foot, the focus ring."""
