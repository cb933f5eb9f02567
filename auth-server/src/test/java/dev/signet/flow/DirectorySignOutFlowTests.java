package dev.signet.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.Eventually;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Factor;
import dev.signet.account.TestAccounts;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPerson;
import dev.signet.directory.TestDirectories;
import dev.signet.linking.LinkingJobs;
import dev.signet.session.Device;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator signs out the people of a directory that has very many: nobody waits
 * for all of them, and no node is needed to the end.
 */
@SignetTest
class DirectorySignOutFlowTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Sessions sessions;

	@Autowired
	private DirectoryLinks links;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MutableClock clock;

	private final List<AccountId> people = new ArrayList<>();

	private Account administrator;

	private Browser admin;

	private Directory directory;

	private String api;

	@BeforeEach
	void setUp() {
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
		Account first = this.accounts.register(TestAccounts.someone());
		this.people.add(first.id());
		TestDirectories.link(first.id(), this.beans);
		this.directory = this.beans.getBean(Directories.class)
			.find(this.links.withRemoved(first.id()).get(0).directoryId())
			.orElseThrow();
		signIn(first.id());
		this.api = "/admin/api/directories/" + this.directory.id();
	}

	@Test
	void disableWhenItHasVeryManyPeopleThenTellsHowFarItIsAndTheRestFollows() {
		Stream.generate(() -> this.accounts.register(TestAccounts.someone()).id()).limit(109).forEach((id) -> {
			this.people.add(id);
			link(id);
			signIn(id);
		});
		Page page = this.admin.postJson(this.api + "/disable?sessions=end", "{}",
				Map.of("X-CSRF-TOKEN", this.admin.csrf()));
		assertThat(page.status()).isEqualTo(202);
		JsonNode answer = page.json();
		assertThat(answer.path("people").asInt()).isEqualTo(110);
		assertThat(answer.path("done").asInt()).isBetween(100, 109);
		awaitEnd();
		assertThat(this.people).allSatisfy((id) -> assertThat(this.sessions.of(id)).isEmpty());
		assertThat(this.sessions.of(this.administrator.id())).hasSize(1);
		assertThat(ended()).containsExactly("110");
	}

	/** As a node leaves it that dies half-way. */
	@Test
	void wakeWhenAnotherNodeHasBegunThenGoesOnAfterItsLastOne() {
		Stream.generate(() -> this.accounts.register(TestAccounts.someone()).id()).limit(2).forEach((id) -> {
			this.people.add(id);
			link(id);
			signIn(id);
		});
		disable();
		begun(1, 7);
		LinkingJobs.signOut(this.beans);
		awaitEnd();
		assertThat(this.people.stream().map((id) -> this.sessions.of(id).size())).as("one was done")
			.containsExactlyInAnyOrder(1, 0, 0);
		assertThat(ended()).containsExactly("9");
	}

	@Test
	void pageWhenItIsUnderWayThenTellsHowFarAndNobodyElseBegins() {
		disable();
		this.transaction.executeWithoutResult((status) -> {
			begun(0, 0);
			this.jdbc.sql("update directory_sign_outs set people = 20000, done = 1234 where directory_id = :id")
				.param("id", this.directory.id().value())
				.update();
		});
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("select done from directory_sign_outs where directory_id = :id for update")
				.param("id", this.directory.id().value())
				.query(Integer.class)
				.single();
			LinkingJobs.signOut(this.beans);
			assertThat(this.admin.open("/admin/directories/" + this.directory.id())
				.document()
				.getElementById("signing-out")
				.text()).contains("1,234 of 20,000 so far");
			assertThat(this.admin.getJson(this.api).json().at("/signing_out/done").asInt()).isEqualTo(1234);
		});
		LinkingJobs.signOut(this.beans);
		awaitEnd();
		assertThat(
				this.admin.open("/admin/directories/" + this.directory.id()).document().getElementById("signing-out"))
			.isNull();
	}

	/** Those who have come back may stay. */
	@Test
	void wakeWhenTheDirectoryIsOnAgainThenNobodyElseIsSignedOut() {
		TestDirectories.enableAgain(this.beans, this.directory);
		try {
			begun(0, 7);
			LinkingJobs.signOut(this.beans);
			awaitEnd();
		}
		finally {
			// Nobody answers there, and other tests would ask it
			TestDirectories.disable(this.beans, this.directory);
		}
		assertThat(this.people).allSatisfy((id) -> assertThat(this.sessions.of(id)).isNotEmpty());
		assertThat(ended()).containsExactly("7");
	}

	private void disable() {
		assertThat(this.admin.postJson(this.api + "/disable", "{}", Map.of("X-CSRF-TOKEN", this.admin.csrf())).status())
			.isEqualTo(204);
	}

	/** So many are signed out already, the first ones by the order of their accounts. */
	private void begun(int done, int sessions) {
		this.jdbc
			.sql("""
					insert into directory_sign_outs (directory_id, wanted_by, kept_session, people, done, sessions, last_account)
					select :id, :by, :kept, count(*), :done, :sessions, coalesce(
					  (array_agg(account_id order by account_id))[:done], '00000000-0000-0000-0000-000000000000')
					from directory_links where directory_id = :id""")
			.param("id", this.directory.id().value())
			.param("by", this.administrator.id().value())
			.param("kept", UUID.randomUUID())
			.param("done", done)
			.param("sessions", sessions)
			.update();
	}

	private void link(AccountId id) {
		DirectoryPerson person = new DirectoryPerson(UUID.randomUUID().toString(), "ada", "ada", null, null, null,
				Set.of(), true);
		this.transaction.executeWithoutResult((status) -> this.links.add(this.directory, person, id));
	}

	private void signIn(AccountId id) {
		this.sessions.open(TestAccounts.generation(this.accounts, id),
				List.of(new Factor(Factor.Method.PASSWORD, this.clock.instant())), false, new Device("test", null));
	}

	private void awaitEnd() {
		Eventually.holds(() -> this.jdbc.sql("select count(*) from directory_sign_outs where directory_id = :id")
			.param("id", this.directory.id().value())
			.query(Integer.class)
			.single() == 0);
	}

	private List<String> ended() {
		return this.jdbc.sql("""
				select details ->> 'sessions' from audit_events
				where type = 'directory.people-signed-out' and account_id = :by""")
			.param("by", this.administrator.id().value())
			.query(String.class)
			.list();
	}

}
