"""The screens, one file each: what it shows and what it returns."""
