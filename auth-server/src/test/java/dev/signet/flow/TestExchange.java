package dev.signet.flow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.client.Client;
import dev.signet.client.TestClients;

import org.springframework.beans.factory.BeanFactory;

/**
 * A chain of services (RFC 8693): an app has a token for the first API, which exchanges
 * it for one for the second API, on which it depends.
 *
 * @param person who uses the app
 * @param browser the browser of that person
 * @param app the app
 * @param orders the first API, as the client that exchanges
 * @param ordersApi the identifier of the first API
 * @param ordersScope a scope of the first API
 * @param stockApi the identifier of the second API
 * @param stockScope a scope of the second API
 */
record TestExchange(Account person, Browser browser, RelyingParty app, RelyingParty orders, String ordersApi,
		String ordersScope, String stockApi, String stockScope) {

	static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";

	static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

	static final Duration SUBJECT_LIFETIME = Duration.ofMinutes(4);

	static TestExchange prepare(Actors actors, BeanFactory beans) {
		String id = UUID.randomUUID().toString().substring(0, 8);
		String ordersApi = "https://orders.test/" + id;
		String stockApi = "https://stock.test/" + id;
		TestClients.resource(beans, ordersApi, "orders.read." + id);
		TestClients.resource(beans, stockApi, "stock.read." + id);
		RelyingParty orders = actors.app(TestClients.service()
			.grantTypes(GRANT_TYPE, "client_credentials")
			.scopes("stock.read." + id, "roles")
			.exchangeAudiences(stockApi));
		TestClients.actingAs(beans, ordersApi, orders.clientId());
		Client app = TestClients.confidential()
			.firstParty()
			.scopes("openid", "roles", "orders.read." + id, "stock.read." + id)
			.accessTokenLifetime(SUBJECT_LIFETIME)
			.save(beans);
		Account person = actors.person("USER");
		return new TestExchange(person, actors.signedIn(person),
				new RelyingParty(actors.server(), app.clientId(), TestClients.SECRET, TestClients.REDIRECT_URI,
						"roles orders.read." + id + " stock.read." + id),
				orders, ordersApi, "orders.read." + id, stockApi, "stock.read." + id);
	}

	/** A token of the app, for both APIs. */
	String subjectToken() {
		return tokens().accessToken();
	}

	RelyingParty.Answer tokens() {
		return this.app.redeem(this.app.code(this.browser));
	}

	/** An honest exchange by the first API. */
	RelyingParty.Answer token(String subjectToken) {
		return this.orders.token(request(subjectToken));
	}

	/** An exchange by the first API with some parameters more or other ones. */
	RelyingParty.Answer token(String subjectToken, Map<String, String> changes) {
		Map<String, String> request = request(subjectToken);
		request.putAll(changes);
		return this.orders.token(request);
	}

	Map<String, String> request(String subjectToken) {
		return new LinkedHashMap<>(Map.of("grant_type", GRANT_TYPE, "subject_token", subjectToken, "subject_token_type",
				ACCESS_TOKEN, "audience", this.stockApi));
	}

}
