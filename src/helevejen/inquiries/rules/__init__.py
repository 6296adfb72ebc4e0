"""What holds for inquiries, as plain Python: clocks, owners, mail, figures, published deadlines."""
