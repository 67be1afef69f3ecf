// This file is badly formatted on purpose: the check of the format must see it.
int   badly_formatted( int x ){return x ;}
