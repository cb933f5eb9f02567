package dev.signet.demo.upstream;

import java.util.Map;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.audit.AuditEntries;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.ProviderButton;
import dev.signet.federation.settings.ProviderSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Adds a provider for each stand-in when the demonstration starts for the first time, in
 * the name of its administrator, and switches two of them on. Whoever changes or removes
 * one is respected: the audit trail tells that it was added before.
 */
@Component
@Profile("demo")
@Order(DemoProviders.AFTER_PEOPLE)
final class DemoProviders implements ApplicationRunner {

	/** The administrator must be there. */
	static final int AFTER_PEOPLE = 2;

	private static final Logger log = LoggerFactory.getLogger(DemoProviders.class);

	private static final String ADMINISTRATOR = "alice";

	private final Providers providers;

	private final StandInSettings settings;

	private final Accounts accounts;

	private final AuditEntries audit;

	DemoProviders(Providers providers, StandInSettings settings, Accounts accounts, AuditEntries audit) {
		this.providers = providers;
		this.settings = settings;
		this.accounts = accounts;
		this.audit = audit;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		Optional<Account> administrator = this.accounts.findByLogin(ADMINISTRATOR);
		for (StandIn standIn : StandIn.values()) {
			administrator.map(Account::id).filter((by) -> isNew(standIn, by)).ifPresent((by) -> add(standIn, by));
		}
	}

	private boolean isNew(StandIn standIn, AccountId by) {
		return this.providers.findByAlias(standIn.path()).isEmpty()
				&& !this.audit.holds(by.value(), "provider.added", Map.of("alias", standIn.path()));
	}

	private void add(StandIn standIn, AccountId by) {
		ProviderSettings usual = this.settings.of(standIn);
		ProviderButton button = new ProviderButton(usual.button().text(), usual.button().icon(), standIn.ordinal());
		try {
			Provider provider = this.providers.add(standIn.path(), StandInSettings.preset(standIn),
					usual.withButton(button), standIn.secret(), by);
			if (standIn == StandIn.GOOGLE || standIn == StandIn.GITHUB) {
				// Nobody has tried it yet, and the trail says so
				this.providers.enableUnproved(provider.id(), provider.alias(), by);
			}
		}
		catch (ProviderRefused ex) {
			log.warn("The stand-in for {} was not added as a provider: {}", standIn.label(), ex.problems());
		}
	}

}
