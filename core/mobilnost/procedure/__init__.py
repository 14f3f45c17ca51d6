"""The procedure from call to closing: who is ranked how, who gets which place, who moves up."""
