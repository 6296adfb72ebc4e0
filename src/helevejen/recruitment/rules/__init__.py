"""The rules of job orders: what an order must hold, its clocks and its states."""
