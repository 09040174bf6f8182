"""The five setup steps, whoever asks the questions: answers, plan, look-ups, doctor."""
