#include <stdio.h>

int main(void) { return puts("nothing to do with a database"); }
