/**
 * What a client reads when it is refused, and what is written down of it: each refusal
 * gets its name, also where the framework gave none, and a record under a reference.
 * Everything else in protocol may stand on this; it knows no endpoint but by its address.
 */
@NullMarked
package dev.signet.protocol.error;

import org.jspecify.annotations.NullMarked;
