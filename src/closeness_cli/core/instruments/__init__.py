"""What is asked: instruments, their rules and versions, measures without wording."""
