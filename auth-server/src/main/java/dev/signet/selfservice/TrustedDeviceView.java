package dev.signet.selfservice;

import java.time.Instant;
import java.util.UUID;

/**
 * What the list of trusted devices shows of one.
 *
 * @param device a few words about the browser
 * @param current whether it is the one that looks at the page
 * @param since when it was trusted
 * @param until when that ends
 */
record TrustedDeviceView(UUID id, String device, boolean current, Instant since, Instant until) {
}
