"""What must hold for an instrument, part by part, and what is worth another look in it."""
