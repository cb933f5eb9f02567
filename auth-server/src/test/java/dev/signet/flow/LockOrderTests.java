package dev.signet.flow;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountApprovals;
import dev.signet.account.AccountDeletion;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.Factor;
import dev.signet.account.Roles;
import dev.signet.account.SignedInAccount;
import dev.signet.demo.upstream.StandIn;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPerson;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.federation.TestLinks;
import dev.signet.federation.link.Link;
import dev.signet.federation.provider.ProviderId;
import dev.signet.linking.WaysIn;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;
import dev.signet.recovery.AccountLocking;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What may make the administrators fewer locks them before the one account that it is
 * about, so that it and others that do so block nobody.
 */
@SignetTest
class LockOrderTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private DirectoryLinks directoryLinks;

	@Autowired
	private MailedProofs proofs;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MutableClock clock;

	private final TestDirectoryServer server = new TestDirectoryServer();

	private Directory directory;

	private Account owner;

	@BeforeEach
	void enable() {
		this.directory = TestDirectories.enabled(this.beans, TestDirectories.settings(this.server));
	}

	@AfterEach
	void disable() {
		TestDirectories.disable(this.beans, this.directory);
		this.server.close();
		Upstream.reset(this.beans);
	}

	/** Others lock all administrators in order; here the first, and then the owner. */
	@ParameterizedTest
	@EnumSource
	void actWhenAdministratorsAreLockedInOrderAtTheSameTimeThenNobodyBlocksAnybody(Act act) throws Exception {
		List<Account> inOrder = Stream.generate(() -> this.actors.person("USER", Roles.ADMIN))
			.limit(2)
			.sorted(Comparator.comparing((account) -> account.id().toString()))
			.toList();
		this.owner = inOrder.get(1);
		Runnable prepared = prepare(act);
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.transaction.executeWithoutResult((status) -> {
			this.accounts.hold(inOrder.get(0).id());
			done.completeAsync(() -> {
				prepared.run();
				return null;
			});
			Eventually.holds(() -> done.isDone() || LockWaits.forRows(this.jdbc) > 0);
			this.accounts.hold(id());
		});
		done.get(1, TimeUnit.MINUTES);
		Account after = this.accounts.find(id()).orElseThrow();
		assertThat(after.enabled() && after.roles().contains(Roles.ADMIN)).as("an administrator").isFalse();
	}

	/** Whoever locks the account by which alone this server is run comes back to it. */
	@Test
	void lockWhenOnlyAdministratorByADirectoryThenTheRoleStays() {
		this.owner = this.actors.confirmed("USER", Roles.ADMIN);
		administratorByDirectory();
		this.jdbc.sql("update account_roles set role = 'ADMIN_AWAY' where role = 'ADMIN' and account_id <> :id")
			.param("id", id().value())
			.update();
		try {
			this.accounts.update(id(), (account) -> account.lock(this.clock.instant()));
			assertThat(this.accounts.find(id()).orElseThrow().roles()).contains(Roles.ADMIN);
		}
		finally {
			this.jdbc.sql("update account_roles set role = 'ADMIN' where role = 'ADMIN_AWAY'").update();
		}
	}

	private Runnable prepare(Act act) {
		Browser browser = this.actors.browser();
		return switch (act) {
			case LOCK -> {
				this.actors.confirm(this.owner);
				administratorByDirectory();
				SignedInAccount person = new SignedInAccount(id(), UUID.randomUUID(), this.owner.username(), Set.of(),
						List.of(new Factor(Factor.Method.PASSWORD, this.clock.instant())));
				yield () -> this.beans.getBean(AccountLocking.class).lock(person);
			}
			case LOCK_BY_MAIL -> {
				this.actors.confirm(this.owner);
				administratorByDirectory();
				Page question = browser.open("/lock?token=" + token(Purpose.LOCK_ACCOUNT));
				yield () -> browser.submit(question, Map.of());
			}
			case RECLAIM -> {
				administratorByDirectory();
				Page question = browser.open("/email/confirm?token="
						+ this.proofs.issueWithCode(Purpose.VERIFY_EMAIL, id(), address(), UUID.randomUUID()).token());
				yield () -> browser.submit(question, Map.of());
			}
			case UNLOCK -> {
				this.actors.confirm(this.owner);
				goneFromDirectory();
				this.accounts.update(id(), (account) -> account.lock(this.clock.instant()));
				Page question = browser.open("/recover/unlock?token=" + token(Purpose.RESET_PASSWORD));
				yield () -> browser.submit(question, Map.of());
			}
			case KEEP -> {
				goneFromDirectory();
				this.beans.getBean(AccountDeletion.class).ask(id());
				yield () -> this.beans.getBean(AccountDeletion.class)
					.withdraw(this.accounts.find(id()).orElseThrow().generation());
			}
			case APPROVE -> {
				goneFromDirectory();
				this.jdbc.sql("update accounts set disabled_at = now(), approval_awaited_at = now() where id = :id")
					.param("id", id().value())
					.update();
				yield () -> this.beans.getBean(AccountApprovals.class).approve(id(), AccountId.random());
			}
			case DELETE -> () -> this.beans.getBean(AccountDeletion.class).ask(id());
			case UNLINK -> {
				Link link = TestLinks.of(id(), this.beans, "ada@people.example");
				administratorBy(link.providerId());
				yield () -> this.beans.getBean(WaysIn.class).unlink(id(), link.id());
			}
			case SIGN_IN_BY_PROVIDER -> {
				Upstream google = Upstream.enabled(this.beans, StandIn.GOOGLE);
				String address = Upstream.newAddress();
				google.signIn(this.actors.browser(), "Ada Lovelace", address);
				this.jdbc.sql("update upstream_links set account_id = :id where provider_id = :provider")
					.param("id", id().value())
					.param("provider", google.provider().id().value())
					.update();
				administratorBy(google.provider().id());
				Page asked = google.visit(browser, browser.open("/signin"));
				yield () -> google.type(browser, asked, "Ada Lovelace", address);
			}
			case LINK_ANOTHER -> {
				this.actors.confirm(this.owner);
				Upstream google = Upstream.enabled(this.beans, StandIn.GOOGLE);
				administratorBy(google.provider().id());
				Page proof = google.signIn(browser, "Ada Lovelace", this.owner.emailAddress());
				Page question = this.actors.signIn(browser,
						browser.open(proof.document().selectFirst("#sign-in").attr("href")), this.owner);
				Element form = question.document().selectFirst("main form");
				yield () -> browser.post(form.attr("action"),
						Map.of("decision", "link", "_csrf", form.selectFirst("[name=_csrf]").val()));
			}
		};
	}

	/** As if a rule of the provider had given the role, which it would not any more. */
	private void administratorBy(ProviderId provider) {
		this.jdbc.sql("""
				insert into mapped_roles (account_id, provider_id, kind, name, given_at)
				values (:account, :provider, 'ROLE', 'ADMIN', now())""")
			.param("account", id().value())
			.param("provider", provider.value())
			.update();
	}

	/** As if a rule of the directory had given the role just now. */
	private DirectoryLink administratorByDirectory() {
		DirectoryPerson person = new DirectoryPerson(UUID.randomUUID().toString(), "ada", "ada", null, null, null,
				Set.of(), true);
		DirectoryLink link = this.directoryLinks.add(this.directory, person, id()).orElseThrow();
		this.jdbc.sql("update directory_links set roles = '{ADMIN}' where id = :id").param("id", link.id()).update();
		return link;
	}

	/** The role is not of the directory, which alone has their password. */
	private void goneFromDirectory() {
		DirectoryLink link = administratorByDirectory();
		this.jdbc
			.sql("update directory_links set roles = '{}', missed_since = now(), gone_since = now() where id = :id")
			.param("id", link.id())
			.update();
		this.jdbc.sql("delete from passwords where account_id = :id").param("id", id().value()).update();
	}

	private String token(Purpose purpose) {
		return this.proofs.issue(purpose, id(), address()).token();
	}

	private EmailAddress address() {
		return new EmailAddress(this.owner.emailAddress());
	}

	private AccountId id() {
		return this.owner.id();
	}

	/** What may make the administrators fewer. */
	enum Act {

		LOCK, LOCK_BY_MAIL, RECLAIM, UNLOCK, KEEP, APPROVE, DELETE, UNLINK, SIGN_IN_BY_PROVIDER, LINK_ANOTHER

	}

}
