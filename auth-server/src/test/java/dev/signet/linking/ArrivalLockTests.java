package dev.signet.linking;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.Roles;
import dev.signet.account.SignedInAccount;
import dev.signet.account.Username;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPerson;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.flow.Actors;
import dev.signet.secret.Sha256;
import dev.signet.session.Session;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever changes a directory ends the arrivals from there, and whoever arrives is linked
 * to it: both take the directory first and the arrival then, so that one waits for the
 * other, and neither is stuck.
 */
@SignetTest
class ArrivalLockTests {

	private final byte[] browser = Sha256.of(UUID.randomUUID().toString());

	private final String name = "w" + UUID.randomUUID().toString().substring(0, 12);

	private final DirectoryPerson person = new DirectoryPerson(UUID.randomUUID().toString(), this.name, this.name, null,
			null, null, Set.of(), true);

	private final TestDirectoryServer server = new TestDirectoryServer();

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private Proofs proofs;

	@Autowired
	private Origins origins;

	@Autowired
	private PostgresArrivals rows;

	@Autowired
	private Accounts accounts;

	@Autowired
	private DirectoryLinks links;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private MutableClock clock;

	private Directory directory;

	@BeforeEach
	void enable() {
		this.directory = TestDirectories.enabled(this.beans, TestDirectories.settings(this.server));
	}

	@AfterEach
	void disable() {
		TestDirectories.disable(this.beans, this.directory);
		this.server.close();
	}

	@Test
	void makeWhenTheDirectoryChangesAtThatMomentThenItIsOver() throws Exception {
		Arrival arrival = arrival(Arrival.Purpose.CREATE);
		Origin origin = this.origins.of(arrival).orElseThrow();
		Newcomer newcomer = new Newcomer(new Username(this.name), new EmailAddress(this.name + "@people.example"),
				false, false);
		assertThat(whileTheDirectoryChanges(() -> this.newcomers.make(arrival, this.browser, origin, newcomer)))
			.isEmpty();
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	@Test
	void proveWhenTheDirectoryChangesAtThatMomentThenItIsOver() throws Exception {
		Account owner = this.actors.person("USER");
		this.actors.signedIn(owner);
		Session session = this.beans.getBean(Sessions.class).of(owner.id()).get(0);
		SignedInAccount signedIn = new SignedInAccount(owner.id(), session.id(), owner.username(), owner.roles(),
				session.factors());
		Arrival arrival = arrival(Arrival.Purpose.PROVE);
		Origin origin = this.origins.of(arrival).orElseThrow();
		assertThat(whileTheDirectoryChanges(() -> this.proofs.link(arrival, origin, this.browser, signedIn))).isFalse();
		assertThat(this.links.of(owner.id())).isEmpty();
	}

	private Arrival arrival(Arrival.Purpose purpose) {
		Arrival arrival = new Arrival(UUID.randomUUID(), purpose, null, this.directory.id(), this.directory.version(),
				DirectoryClaims.upstreamPerson(this.directory, this.person), null, null, null, null, false, null, null,
				false, this.clock.instant());
		this.rows.insert(arrival, this.browser);
		return arrival;
	}

	/** Somebody arrives after the directory was taken and before the arrivals are. */
	private <T> T whileTheDirectoryChanges(Callable<T> arriving) throws Exception {
		AccountId administrator = this.actors.person("USER", Roles.ADMIN).id();
		FutureTask<T> begun = new FutureTask<>(arriving);
		this.transactions.executeWithoutResult((status) -> {
			this.jdbc.sql("select id from directories where id = :id for update")
				.param("id", this.directory.id().value())
				.query(UUID.class)
				.single();
			new Thread(begun).start();
			Eventually.holds(() -> begun.isDone() || LockWaits.forRows(this.jdbc) > 0);
			TestDirectories.change(this.beans, this.directory, this.directory.settings(), administrator);
		});
		return begun.get();
	}

}
