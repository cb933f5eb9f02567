/**
 * An authorization request as it arrives: its parameters, in the address, the form, a
 * request object or a request that waited for a person, and who is proved to ask
 * ({@code ProvedRequest}) or not ({@code UnprovedRequest}). Does not know what the
 * request may ask for, nor how it is answered.
 */
@NullMarked
package dev.signet.protocol.request;

import org.jspecify.annotations.NullMarked;
