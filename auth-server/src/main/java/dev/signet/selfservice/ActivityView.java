package dev.signet.selfservice;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One line of a person's activity.
 *
 * @param at when
 * @param messageKey what happened, as the key of a message with the app's name as its
 * only argument
 * @param app the name of the app that it is about, empty when it is about none
 * @param device a few words about the browser, or null when it is not known any more
 * @param ip the network address, or null
 * @param sessionSince for an app that somebody reached without typing anything: since
 * when the browser had been signed in; else null
 */
record ActivityView(Instant at, String messageKey, String app, @Nullable String device, @Nullable String ip,
		@Nullable Instant sessionSince) {
}
