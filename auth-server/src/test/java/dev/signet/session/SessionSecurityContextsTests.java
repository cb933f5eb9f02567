package dev.signet.session;

import java.time.Duration;
import java.util.List;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.SqlOutage;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Roles;
import dev.signet.account.SignedInAccount;
import dev.signet.account.TestAccounts;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.SecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
class SessionSecurityContextsTests {

	@Autowired
	private SecurityContextRepository contexts;

	@Autowired
	private Sessions sessions;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	@Autowired
	private SqlCounter sql;

	@Autowired
	private SqlOutage outage;

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private AccountId account;

	private NewSession session;

	@BeforeEach
	void signIn() {
		this.account = SessionsTests.person(this.accounts);
		this.accounts.update(this.account, (person) -> person.giveRole(Roles.ADMIN, this.clock.instant()));
		this.session = this.sessions
			.open(TestAccounts.generation(this.accounts, this.account), List.of(SessionsTests.password(this.clock)),
					false, new Device(null, null))
			.orElseThrow();
		this.request.setCookies(new Cookie("signet-session", this.session.cookieValue()));
	}

	@Test
	void loadWhenSignedInThenThePrincipal() {
		SessionAuthentication authentication = (SessionAuthentication) load().get().getAuthentication();
		SignedInAccount principal = authentication.getPrincipal();
		assertThat(principal.accountId()).isEqualTo(this.account);
		assertThat(principal.sessionId()).isEqualTo(this.session.sessionId());
		assertThat(principal.roles()).containsExactly(Roles.ADMIN);
		assertThat(principal.factors()).hasSize(1);
		assertThat(load().isGenerated()).isFalse();
		assertThat(this.contexts.containsContext(this.request)).isTrue();
	}

	@Test
	void loadWhenTheLookUpFailsThenItsErrorPageIsForNobodyAndAsksNotAgain() {
		this.outage.after(0, () -> assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> load().get()));
		assertThat(this.sql.own(() -> assertNobody(this.request))).isEmpty();
	}

	@Test
	void loadWhenNobodyAsksThenNoStatement() {
		assertThat(this.sql.own(this::load)).isEmpty();
	}

	@Test
	void loadWhenAskedOftenThenOneStatement() {
		assertThat(this.sql.own(() -> {
			DeferredSecurityContext context = load();
			context.get();
			context.get();
			context.isGenerated();
			load().get();
			this.contexts.containsContext(this.request);
		})).hasSize(1);
	}

	@Test
	void loadWhenNoOrMalformedCookieThenNobodyAndNoStatement() {
		assertThat(this.sql.own(() -> {
			assertNobody(new MockHttpServletRequest());
			this.request.setCookies(new Cookie("signet-session", "x".repeat(10_000)));
			assertNobody(this.request);
		})).isEmpty();
	}

	@Test
	void loadWhenSessionIsOverThenNobody() {
		this.clock.advance(Duration.ofMinutes(31));
		assertNobody(this.request);
	}

	@Test
	void loadWhenAccountIsDisabledThenNobodyThoughTheSessionLives() {
		this.jdbc.sql("update accounts set disabled_at = now() where id = :id")
			.param("id", this.account.value())
			.update();
		assertThat(this.sessions.of(this.account)).hasSize(1);
		assertNobody(this.request);
	}

	@Test
	void loadWhenContextIsChangedThenTheSameRequestSeesIt() {
		DeferredSecurityContext context = load();
		context.get().setAuthentication(null);
		assertThat(context.get().getAuthentication()).isNull();
	}

	@Test
	void saveWhenCalledThenNothingIsKept() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.contexts.saveContext(new SecurityContextImpl(), this.request, response);
		assertThat(response.getHeaderNames()).isEmpty();
		assertThat(this.request.getSession(false)).isNull();
		assertThat(load().get().getAuthentication()).isNotNull();
	}

	private DeferredSecurityContext load() {
		return this.contexts.loadDeferredContext(this.request);
	}

	private void assertNobody(MockHttpServletRequest request) {
		DeferredSecurityContext context = this.contexts.loadDeferredContext(request);
		assertThat(context.get().getAuthentication()).isNull();
		assertThat(context.isGenerated()).isTrue();
	}

}
