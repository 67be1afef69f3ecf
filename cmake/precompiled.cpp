// Nothing of its own: what compiles precompiled.hpp for the others.
