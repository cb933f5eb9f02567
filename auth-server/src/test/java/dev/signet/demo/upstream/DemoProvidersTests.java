package dev.signet.demo.upstream;

import java.util.Optional;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.Username;
import dev.signet.audit.AuditEntries;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The providers that the demonstration begins with. */
@SignetTest
class DemoProvidersTests {

	@Autowired
	private Accounts accounts;

	@Autowired
	private Providers providers;

	@Autowired
	private StandInSettings settings;

	@Autowired
	private AuditEntries audit;

	@Autowired
	private JdbcClient jdbc;

	private AccountId alice;

	@BeforeEach
	void setUp() {
		Account account = this.accounts
			.register(NewAccount.of(new Username("alice"), new EmailAddress("alice@demo.example")));
		this.alice = account.id();
	}

	@AfterEach
	void tearDown() {
		for (StandIn standIn : StandIn.values()) {
			find(standIn).ifPresent((provider) -> this.providers.remove(provider.id(), this.alice));
		}
		this.jdbc.sql("delete from accounts where id = :id").param("id", this.alice.value()).update();
	}

	@Test
	void runWhenThereAreNoneThenAddsAllAndSwitchesTwoOn() {
		start();
		assertThat(this.providers.all()).extracting(Provider::alias)
			.containsSubsequence("google", "github", "microsoft", "facebook", "apple");
		assertThat(this.providers.enabled()).extracting(Provider::alias)
			.contains("google", "github")
			.doesNotContain("microsoft", "facebook", "apple");
		assertThat(this.providers.all()).filteredOn((provider) -> StandIn.at(provider.alias()).isPresent())
			.allSatisfy((provider) -> {
				assertThat(provider.hasSecret()).isTrue();
				assertThat(provider.settings().endpoints().toString()).contains("/demo/upstream/" + provider.alias())
					.doesNotContain("https:");
			});
	}

	@Test
	void runWhenTheyWereChangedOrRemovedThenTheyStayAsTheyAre() throws Exception {
		start();
		Provider gitHub = find(StandIn.GITHUB).orElseThrow();
		this.providers.change(gitHub.id(), gitHub.version(), gitHub.settings().withName("Our GitHub"), null,
				this.alice);
		Provider google = find(StandIn.GOOGLE).orElseThrow();
		this.providers.disable(google.id(), this.alice);
		this.providers.remove(find(StandIn.APPLE).orElseThrow().id(), this.alice);
		start();
		assertThat(find(StandIn.GITHUB).orElseThrow().name()).isEqualTo("Our GitHub");
		assertThat(find(StandIn.GOOGLE).orElseThrow().enabled()).isFalse();
		assertThat(find(StandIn.APPLE)).isEmpty();
	}

	private Optional<Provider> find(StandIn standIn) {
		return this.providers.findByAlias(standIn.path());
	}

	private void start() {
		new DemoProviders(this.providers, this.settings, this.accounts, this.audit)
			.run(new DefaultApplicationArguments());
	}

}
