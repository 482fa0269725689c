/* Nightly export for the accountants; plain C, it is shared with their tools. */
#ifndef ORDERS_EXPORT_H
#define ORDERS_EXPORT_H

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Writes the bookings of a month ("2024-05") to out. 0: done, 1: refused, 2: error. */
int export_month(const char *conninfo, const char *month, FILE *out);

/* Writes one line for each order of a customer. Same results. */
int export_customer(const char *conninfo, const char *customer, FILE *out);

/* Adds a row to export_runs and returns its number, or -1. */
long export_register(const char *conninfo, const char *month);

#ifdef __cplusplus
}
#endif

#endif /* ORDERS_EXPORT_H */
