"""Chat models: servers that write text, guarded so that none of their failures goes further than one clear line."""
