"""What a learner asks for: hints, the reference answer, a fresh stub."""
