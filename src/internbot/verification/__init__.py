"""Does a quote support a sentence? Facts are compared one by one, the rest by words and meaning."""
