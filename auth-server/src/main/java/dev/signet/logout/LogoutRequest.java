package dev.signet.logout;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.refusal.RefusalError;
import dev.signet.token.IdTokenHint;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for when it sends a person to sign out (RP-Initiated Logout 1.0 §2),
 * as far as it could be proved.
 *
 * @param hint the ID token it handed back, if we had signed it
 * @param client the client it comes from, by the hint or by {@code client_id}
 * @param redirectUri where the person is to go afterwards, only if that client has
 * registered it
 * @param refusal what is wrong with it: the client has not registered the address, or the
 * hint is that of another client
 * @param state handed back with the redirect, or null
 * @param uiLocales the languages to speak with the person, or null
 */
record LogoutRequest(Optional<IdTokenHint> hint, Optional<Client> client, Optional<String> redirectUri,
		Optional<RefusalError> refusal, @Nullable String state, @Nullable String uiLocales) {

	/**
	 * Whether the hint proves that this sign-in is the one to end, so that nobody need be
	 * asked. Without that proof, any page of the web could sign people out. A client that
	 * gets its own address wrong proves nothing either.
	 */
	boolean proves(SignedInAccount account) {
		return this.refusal.isEmpty() && this.hint.filter((token) -> token.subject().equals(account.getName()))
			.filter((token) -> token.sessionId() == null || token.sessionId().equals(account.sessionId()))
			.isPresent();
	}

	/** Where the person goes afterwards: to the client, else to a page of ours. */
	String next() {
		return this.redirectUri.map(this::withState).orElseGet(this::signedOut);
	}

	private String signedOut() {
		StringJoiner parameters = new StringJoiner("&", "/signed-out?", "").setEmptyValue("/signed-out");
		this.client.ifPresent((known) -> parameters.add("client=" + encode(known.clientId())));
		if (this.uiLocales != null) {
			parameters.add("ui_locales=" + encode(this.uiLocales));
		}
		return parameters.toString();
	}

	private String withState(String uri) {
		return (this.state == null) ? uri : uri + ((uri.indexOf('?') < 0) ? '?' : '&') + "state=" + encode(this.state);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
