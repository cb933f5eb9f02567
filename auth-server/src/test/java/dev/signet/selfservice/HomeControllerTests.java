package dev.signet.selfservice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.session.Session;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.mockito.Mockito;

import org.springframework.ui.ExtendedModelMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

class HomeControllerTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final SignedInAccount person = new SignedInAccount(AccountId.random(), UUID.randomUUID(), "anna", Set.of(),
			List.of(new Factor(Factor.Method.PASSWORD, NOW)));

	private final Accounts accounts = Mockito.mock();

	private final Sessions sessions = Mockito.mock();

	private final HomeController controller = new HomeController(this.accounts, this.sessions);

	@Test
	void rootThenLeadsToTheAccount() {
		assertThat(this.controller.root()).isEqualTo("redirect:/account");
	}

	@Test
	void homeThenShowsThePersonAndTheirSessionsWithThisOneFirst() {
		Account account = Mockito.mock();
		given(account.username()).willReturn("anna");
		given(account.fullName()).willReturn("Anna Bell");
		given(account.emailAddress()).willReturn("anna@example.com");
		given(account.roles()).willReturn(Set.of("USER", "ADMIN", "EDITOR"));
		given(account.createdAt()).willReturn(NOW);
		given(this.accounts.find(this.person.accountId())).willReturn(Optional.of(account));
		Session newer = session(UUID.randomUUID(), NOW.plusSeconds(9));
		Session current = session(this.person.sessionId(), NOW.plusSeconds(1));
		Session newest = session(UUID.randomUUID(), NOW.plusSeconds(20));
		given(this.sessions.of(this.person.accountId())).willReturn(List.of(newer, current, newest));
		ExtendedModelMap model = new ExtendedModelMap();
		assertThat(this.controller.home(this.person, model)).isEqualTo("selfservice/home");
		assertThat(model.get("account")).isEqualTo(
				new AccountView("anna", "Anna Bell", "anna@example.com", List.of("ADMIN", "EDITOR", "USER"), NOW));
		assertThat(model.get("sessions"))
			.isEqualTo(List.of(new SessionView("Firefox on Linux", true, NOW, NOW.plusSeconds(1), true),
					new SessionView("Firefox on Linux", false, NOW, NOW.plusSeconds(20), true),
					new SessionView("Firefox on Linux", false, NOW, NOW.plusSeconds(9), true)));
	}

	private static Session session(UUID id, Instant lastSeenAt) {
		Session session = Mockito.mock(Answers.RETURNS_DEEP_STUBS);
		given(session.id()).willReturn(id);
		given(session.device().description()).willReturn("Firefox on Linux");
		given(session.createdAt()).willReturn(NOW);
		given(session.lastSeenAt()).willReturn(lastSeenAt);
		given(session.remembered()).willReturn(true);
		return session;
	}

}
