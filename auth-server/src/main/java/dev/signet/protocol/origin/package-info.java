/**
 * Which web pages of other origins may call the protocol endpoints from a browser (Fetch
 * Standard, HTTP-CORS protocol). Stands on error, and is put before an endpoint by its
 * filter chain.
 */
@NullMarked
package dev.signet.protocol.origin;

import org.jspecify.annotations.NullMarked;
