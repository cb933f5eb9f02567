package dev.signet.flow;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.ProviderSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A provider in the console, and the administrator who works on it there.
 */
@SignetTest
abstract class ProviderConsole {

	static final String SECRET = "the secret over there";

	@Autowired
	BeanFactory beans;

	@Autowired
	Actors actors;

	@Autowired
	MutableClock clock;

	@Autowired
	Providers providers;

	@Autowired
	Accounts accounts;

	@Autowired
	JdbcClient jdbc;

	final String alias = "c-" + UUID.randomUUID().toString().substring(0, 12);

	Account administrator;

	Browser admin;

	TestUpstream upstream;

	@BeforeEach
	void setUp() {
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
		this.upstream = new TestUpstream(this.clock);
	}

	/** No other test is to see a button for it. */
	@AfterEach
	void tearDown() {
		this.upstream.close();
		this.providers.findByAlias(this.alias)
			.ifPresent((provider) -> this.providers.disable(provider.id(), this.administrator.id()));
	}

	Page add() {
		return this.admin.submit(this.admin.open("/admin/providers/add/openid-connect"), form());
	}

	Provider added() {
		add();
		return now();
	}

	/** One of any kind, which makes accounts and is not called. */
	Provider added(Preset preset, UnaryOperator<ProviderSettings> change) throws ProviderRefused {
		ProviderSettings settings = this.upstream.settings(preset)
			.withEndpoints((preset == Preset.OAUTH2) ? this.upstream.settings(preset).endpoints()
					: preset.defaults().endpoints())
			.withCreation(new AccountCreation(AccountCreation.Mode.ON, List.of()));
		return this.providers.add(this.alias, preset, change.apply(settings), SECRET, this.administrator.id());
	}

	ProviderSettings here(ProviderSettings settings, Preset preset) {
		return settings.withEndpoints(this.upstream.settings(preset).endpoints());
	}

	Provider now() {
		return this.providers.findByAlias(this.alias).orElseThrow();
	}

	Page open(Provider provider, String below) {
		return this.admin.open("/admin/providers/" + provider.id() + below);
	}

	/** Goes there and comes back. */
	Page tried(Provider provider) {
		return this.admin.open(left(provider));
	}

	/** Goes there, and tells where to come back. */
	String left(Provider provider) {
		Page left = this.admin.press(open(provider, "/try"));
		URI request = left.left();
		assertThat(request).as(left.document().text()).isNotNull();
		StringBuilder callback = new StringBuilder("/signin/with/" + this.alias + "/callback?");
		this.upstream.visit(request)
			.forEach((name, values) -> callback.append(Browser.encode(Map.of(name, values[0]))).append('&'));
		return callback.toString();
	}

	Map<String, String> form() {
		return Map.of("alias", this.alias, "name", "Upstream", "issuer", this.upstream.issuer(), "clientId",
				"signet-there", "secret", SECRET);
	}

}
