"""Words the whole house shares: clock, days and periods, money, text, action and step, field types. No models."""
