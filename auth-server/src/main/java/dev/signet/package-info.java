/**
 * The roof: starts the application. Everything else lives in the packages below, which
 * are stacked in floors; see {@code ARCHITECTURE.md}.
 */
@NullMarked
package dev.signet;

import org.jspecify.annotations.NullMarked;
