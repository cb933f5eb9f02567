package dev.signet.client;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.signet.client.DynamicRegistrationProperties.Mode;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Dynamic registration with other settings than those of the shared application, on its
 * database.
 */
public final class TestRegistration {

	static final List<String> SCOPES = List.of("openid", "profile", "email", "offline_access");

	private TestRegistration() {
	}

	/** Knows only whether it is offered. */
	public static DynamicClients offered(boolean offered) {
		DynamicRegistrationProperties settings = settings(offered ? Mode.OPEN : Mode.OFF, true, 1, 1);
		return new DynamicClients(settings, null, null, null, null, null, null, null, null, null, null, null, null,
				null);
	}

	static DynamicRegistrationProperties settings(Mode mode, boolean requirePkce, int mostPerHour,
			int mostPerHourAndNetwork) {
		return new DynamicRegistrationProperties(mode, List.of(), SCOPES, requirePkce, Duration.ofDays(90), mostPerHour,
				mostPerHourAndNetwork);
	}

	static DynamicClients clients(BeanFactory beans, ApplicationEventPublisher events,
			DynamicRegistrationProperties settings) {
		return clients(beans, events, settings, beans.getBean(AcrOffer.class));
	}

	static DynamicClients clients(BeanFactory beans, ApplicationEventPublisher events,
			DynamicRegistrationProperties settings, AcrOffer acr) {
		return new DynamicClients(settings, beans.getBean(InitialAccessTokens.class), rate(beans, settings),
				reader(beans, settings), beans.getBean(SectorDocuments.class),
				beans.getBean(PostgresDynamicClients.class), beans.getBean(PostgresClients.class),
				beans.getBean(ClientRegistration.class), beans.getBean(ClientChanges.class),
				beans.getBean(ClientSecrets.class), acr, beans.getBean(TransactionTemplate.class), events,
				beans.getBean(Clock.class));
	}

	static MetadataReader reader(BeanFactory beans, DynamicRegistrationProperties settings) {
		return new MetadataReader(settings, beans.getBean(ClientRules.class), beans.getBean(RedirectUriRules.class),
				beans.getBean(Scopes.class), beans.getBean(AcrOffer.class));
	}

	private static RegistrationRate rate(BeanFactory beans, DynamicRegistrationProperties settings) {
		return new RegistrationRate(settings, beans.getBean(JdbcClient.class), beans.getBean(TransactionTemplate.class),
				beans.getBean(Clock.class));
	}

}
