package dev.signet.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.Roles;
import dev.signet.account.SignedInAccount;
import dev.signet.account.TestAccounts;
import dev.signet.account.Username;
import dev.signet.account.UsernameTaken;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.registration.RegistrationProperties.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
class InvitationsTests {

	private static final int CALLERS = 20;

	private static final int USES = 3;

	@Autowired
	private Invitations invitations;

	@Autowired
	private SelfRegistration registration;

	@Autowired
	private Accounts accounts;

	@Autowired
	private AccountDeletion deletion;

	@Autowired
	private Passwords passwords;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private SignedInAccount operator;

	private PasswordHash password;

	@BeforeEach
	void setUp() {
		this.operator = TestInvitations.operator(this.accounts);
		this.password = this.passwords.hash("correct horse battery");
	}

	@Test
	void makeThenOnlyADigestIsStored() {
		Invitations.Made made = this.invitations.make(TestInvitations.plain(), this.operator);
		String link = secret(made.link());
		assertThat(link).startsWith("sgn_inv_");
		assertThat(made.toString()).doesNotContain(link);
		assertThat(this.jdbc.sql("select invitations::text from invitations where id = :id")
			.param("id", made.invitation().id())
			.query(String.class)
			.single()).doesNotContain(link);
		assertThat(this.invitations.open(link)).hasValueSatisfying((open) -> {
			assertThat(open).isEqualTo(made.invitation());
			assertThat(open.uses()).isOne();
			assertThat(open.expiresAt()).isEqualTo(open.madeAt().plus(Duration.ofDays(7)));
		});
	}

	@Test
	void registerThenRolesAndGroupsAndOneUse() {
		Invitations.Made made = this.invitations.make(TestInvitations.plain(), this.operator);
		Account account = register(made.invitation(), TestAccounts.someone());
		Account found = this.accounts.find(account.id()).orElseThrow();
		assertThat(found.roles()).containsExactlyInAnyOrder(Roles.USER, "EDITOR");
		assertThat(found.groups()).containsExactly("Invited");
		assertThat(found.emailVerified()).isFalse();
		assertThat(this.invitations.find(made.invitation().id()).orElseThrow().used()).isOne();
		assertThat(this.invitations.open(secret(made.link()))).isEmpty();
		assertGone(made.invitation());
		assertThat(this.jdbc.sql("""
				select count(*) from audit_events where type = 'registration.invitation-used'
				  and account_id = :account and details ->> 'invitation' = :invitation""")
			.param("account", account.id().value())
			.param("invitation", made.invitation().id().toString())
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void registerWhenNameIsTakenThenNoUseIsLost() {
		Account other = this.accounts.register(TestAccounts.someone());
		Invitation invitation = this.invitations.make(TestInvitations.plain(), this.operator).invitation();
		assertThatExceptionOfType(UsernameTaken.class).isThrownBy(() -> register(invitation,
				NewAccount.of(new Username(other.username()), new EmailAddress(TestAccounts.name() + "@a.example"))));
		assertThat(this.invitations.find(invitation.id()).orElseThrow().used()).isZero();
	}

	@Test
	void registerWhenManyAtOnceThenAsManyAccountsAsUses() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
		try {
			for (int round = 0; round < 5; round++) {
				Invitation invitation = this.invitations.make(TestInvitations.times(USES), this.operator).invitation();
				List<Callable<Boolean>> guests = new ArrayList<>();
				for (int i = 0; i < CALLERS; i++) {
					guests.add(() -> {
						try {
							register(invitation, TestAccounts.someone());
							return true;
						}
						catch (InvitationGone ex) {
							return false;
						}
					});
				}
				int made = 0;
				for (Future<Boolean> each : callers.invokeAll(guests)) {
					made += each.get() ? 1 : 0;
				}
				assertThat(made).isEqualTo(USES);
				assertThat(this.jdbc.sql("""
						select count(*) from audit_events where type = 'registration.invitation-used'
						  and details ->> 'invitation' = :id""")
					.param("id", invitation.id().toString())
					.query(Integer.class)
					.single()).isEqualTo(USES);
			}
		}
		finally {
			callers.shutdownNow();
		}
	}

	@Test
	void openWhenExpiredThenGoneAndSweptLater() {
		Invitations.Made made = this.invitations.make(TestInvitations.plain(), this.operator);
		this.clock.advance(Duration.ofDays(7));
		assertThat(this.invitations.open(secret(made.link()))).isEmpty();
		assertGone(made.invitation());
		this.invitations.sweep();
		assertThat(this.invitations.find(made.invitation().id())).isPresent();
		this.clock.advance(Duration.ofDays(30));
		this.invitations.sweep();
		assertThat(this.invitations.find(made.invitation().id())).isEmpty();
	}

	@Test
	void removeThenGone() {
		Invitations.Made made = this.invitations.make(TestInvitations.plain(), this.operator);
		assertThat(this.invitations.remove(made.invitation().id(), this.operator.accountId())).isTrue();
		assertThat(this.invitations.open(secret(made.link()))).isEmpty();
		assertGone(made.invitation());
		assertThat(this.invitations.remove(made.invitation().id(), this.operator.accountId())).isFalse();
	}

	/** Else somebody who was an administrator for an hour could come back as one. */
	@Test
	void openWhenWhoMadeItIsNoAdministratorAnyMoreThenGone() {
		Invitations.Made demoted = this.invitations.make(TestInvitations.plain(), this.operator);
		this.accounts.update(this.operator.accountId(), (account) -> account.takeRole(Roles.ADMIN, Instant.now()));
		assertThat(this.invitations.open(secret(demoted.link()))).isEmpty();
		assertGone(demoted.invitation());
		assertThat(this.invitations.find(demoted.invitation().id()).orElseThrow().used()).isZero();
		SignedInAccount other = TestInvitations.operator(this.accounts);
		Invitations.Made disabled = this.invitations.make(TestInvitations.plain(), other);
		this.accounts.update(other.accountId(), (account) -> account.disable(Instant.now()));
		assertThat(this.invitations.open(secret(disabled.link()))).isEmpty();
		assertGone(disabled.invitation());
	}

	@Test
	void makeWhenSentThenLinkOnlyInTheMailAndItProvesTheAddress() {
		String address = TestAccounts.name() + "@people.example";
		Invitations.Made made = this.invitations.make(TestInvitations.to(address, true), this.operator);
		assertThat(made.link()).isNull();
		ReceivedMail mail = Mailbox.of(address).only();
		assertThat(mail.subject()).isEqualTo("You\u2019re invited");
		String link = secret(
				mail.links().stream().filter((each) -> each.contains("invitation=")).findFirst().orElseThrow());
		Invitation invitation = this.invitations.open(link).orElseThrow();
		Account account = register(invitation,
				NewAccount.of(new Username(TestAccounts.name()), new EmailAddress(address.toUpperCase())));
		assertThat(account.emailVerified()).isTrue();
	}

	@Test
	void deleteWhenAccountIsGoneThenNobodyIsLeftWhoWasInvited() {
		String address = TestAccounts.name() + "@people.example";
		Invitation invitation = this.invitations.make(TestInvitations.to(address, true), this.operator).invitation();
		Account account = register(invitation,
				NewAccount.of(new Username(TestAccounts.name()), new EmailAddress(address)));
		assertThat(this.deletion.delete(account.id())).isTrue();
		assertThat(this.invitations.find(invitation.id())).isEmpty();
	}

	@Test
	void registerWhenForAnotherAddressThenRefusedAndNotUsed() {
		String address = TestAccounts.name() + "@people.example";
		Invitation invitation = this.invitations.make(TestInvitations.to(address, true), this.operator).invitation();
		assertGone(invitation);
		assertThat(this.invitations.find(invitation.id()).orElseThrow().used()).isZero();
	}

	@Test
	void registerWhenForAnAddressButHandedOverThenProvesNothing() {
		String address = TestAccounts.name() + "@people.example";
		Invitation invitation = this.invitations.make(TestInvitations.to(address, false), this.operator).invitation();
		assertThat(Mailbox.of(address).all()).isEmpty();
		assertThat(register(invitation, NewAccount.of(new Username(TestAccounts.name()), new EmailAddress(address)))
			.emailVerified()).isFalse();
	}

	static Stream<Arguments> makeWhenSomethingBreaksARuleThenSaysWhat() {
		String word = "x".repeat(501);
		return Stream.of(Arguments.of("email", with("nowhere", false, null, null, List.of(), List.of(), null)),
				Arguments.of("email", with(null, true, null, null, List.of(), List.of(), null)),
				Arguments.of("uses", with(null, false, 0, null, List.of(), List.of(), null)),
				Arguments.of("uses", with(null, false, 1001, null, List.of(), List.of(), null)),
				Arguments.of("uses", with("a@b.example", false, 2, null, List.of(), List.of(), null)),
				Arguments.of("expires_at", with(null, false, null, Instant.EPOCH, List.of(), List.of(), null)),
				Arguments.of("expires_at",
						with(null, false, null, Instant.parse("9999-01-01T00:00:00Z"), List.of(), List.of(), null)),
				Arguments.of("roles", with(null, false, null, null, List.of("editor"), List.of(), null)),
				Arguments.of("roles", with(null, false, null, null, List.of(""), List.of(), null)),
				Arguments.of("groups", with(null, false, null, null, List.of(), List.of("a\0b"), null)),
				Arguments.of("groups", with(null, false, null, null, List.of(), List.of(" a"), null)),
				Arguments.of("note", with(null, false, null, null, List.of(), List.of(), "")),
				Arguments.of("note", with(null, false, null, null, List.of(), List.of(), word)),
				Arguments.of("note", with(null, false, null, null, List.of(), List.of(), "a\nb")));
	}

	@ParameterizedTest
	@MethodSource
	void makeWhenSomethingBreaksARuleThenSaysWhat(String field, NewInvitation wanted) {
		assertThatExceptionOfType(InvitationRefused.class)
			.isThrownBy(() -> this.invitations.make(wanted, this.operator))
			.satisfies((refused) -> assertThat(refused.problems()).singleElement()
				.satisfies((problem) -> assertThat(problem.field()).isEqualTo(field)));
	}

	@Test
	void checkWhenRoleIsNotHeldThenRefusedUnlessByAnAdministrator() {
		InvitationRules rules = new InvitationRules(SignUpPages.settings(Mode.OPEN, null), this.clock);
		NewInvitation admin = with(null, false, null, null, List.of(Roles.ADMIN), List.of(), null);
		assertThat(rules.check(admin, Set.of(Roles.USER, "EDITOR"))).hasSize(1);
		assertThat(rules.check(TestInvitations.plain(), Set.of(Roles.USER))).hasSize(1);
		assertThat(rules.check(TestInvitations.plain(), Set.of(Roles.USER, "EDITOR"))).isEmpty();
		assertThat(rules.check(TestInvitations.plain(), Set.of(Roles.ADMIN))).isEmpty();
	}

	@Test
	void checkWhenClosedThenRefused() {
		InvitationRules rules = new InvitationRules(SignUpPages.settings(Mode.CLOSED, null), this.clock);
		assertThat(rules.check(TestInvitations.plain(), Set.of(Roles.ADMIN))).singleElement()
			.satisfies((problem) -> assertThat(problem.field()).isEqualTo("mode"));
	}

	private Account register(Invitation invitation, NewAccount person) {
		return this.registration.register(person, this.password, new Admission(invitation.id(), null));
	}

	private void assertGone(Invitation invitation) {
		assertThatExceptionOfType(InvitationGone.class).isThrownBy(() -> register(invitation, TestAccounts.someone()));
	}

	private static String secret(String link) {
		return link.substring(link.indexOf("invitation=") + "invitation=".length());
	}

	private static NewInvitation with(String email, boolean send, Integer uses, Instant end, List<String> roles,
			List<String> groups, String note) {
		return new NewInvitation(email, send, null, uses, end, roles, groups, note);
	}

}
