package dev.signet.flow;

import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.signet.federation.provider.Provider;

import org.springframework.beans.factory.BeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole way of a person: from an app over the sign-in page to a provider, back to the
 * callback page, and with a code and tokens of this server to the app.
 */
final class UpstreamJourney {

	private final Actors actors;

	private final RelyingParty app;

	private final Provider provider;

	private final UnaryOperator<URI> overThere;

	/**
	 * Begins nothing yet.
	 * @param overThere what the person does at the provider: from the address to which
	 * their browser is sent to the one to which it is sent back
	 */
	UpstreamJourney(BeanFactory beans, RelyingParty app, Provider provider, UnaryOperator<URI> overThere) {
		this.actors = new Actors(beans);
		this.app = app;
		this.provider = provider;
		this.overThere = overThere;
	}

	/**
	 * Goes all the way in a new browser.
	 * @return the claims of the ID token that the app gets
	 */
	Map<String, Object> claims() {
		Browser browser = this.actors.browser();
		Map<String, String> request = this.app.request();
		Page left = TestProvider.leave(browser, this.app.authorize(browser, request), this.provider.alias());
		Page page = browser.open(this.overThere.apply(left.left()).toString());
		Page back = (page.left() != null) ? page : this.actors.allowAll(browser, page);
		assertThat(back.answer()).containsEntry("state", request.get("state"));
		RelyingParty.Answer tokens = this.app.redeem(back.answer().get("code"));
		assertThat(tokens.status()).isEqualTo(200);
		Map<String, Object> claims = RelyingParty.claims(tokens.idToken());
		assertThat(claims).containsEntry("iss", this.actors.server().toString());
		assertThat(this.app.userInfo(tokens.accessToken()).json()).containsEntry("sub", claims.get("sub"));
		return claims;
	}

}
