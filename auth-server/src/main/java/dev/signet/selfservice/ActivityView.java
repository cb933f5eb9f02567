package dev.signet.selfservice;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One line of a person's activity.
 *
 * @param at when
 * @param messageKey what happened, as the key of a message whose arguments are the name
 * of the app and the words about the browser
 * @param app the name of the app that it is about, empty when it is about none
 * @param device a few words about the browser, or null when it is not known any more
 * @param named whether the message names the browser
 * @param ip the network address, with the place where it is known, or null
 * @param asked what the person was asked for, in words, or null
 * @param session for an app that somebody reached without being asked for anything: the
 * session that the browser had; else null
 */
record ActivityView(Instant at, String messageKey, String app, @Nullable String device, boolean named,
		@Nullable String ip, @Nullable String asked, @Nullable Before session) {

	/**
	 * The session that somebody was in already.
	 *
	 * @param since when they had signed in
	 * @param remembered whether they had asked to stay signed in
	 */
	record Before(Instant since, boolean remembered) {
	}
}
