# Texter för kommandoraden.
