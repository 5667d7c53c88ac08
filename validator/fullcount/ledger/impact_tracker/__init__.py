"""x"""
def recognises(source): return False
def read(*a): yield
