package dev.signet.account;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
@RecordApplicationEvents
class GroupsTests {

	private final String one = "One " + TestAccounts.name();

	private final String two = "Two " + TestAccounts.name();

	@Autowired
	Groups groups;

	@Autowired
	Accounts accounts;

	@Autowired
	SqlCounter sql;

	@Autowired
	JdbcClient jdbc;

	@Test
	void assignWhenNewThenAccountIsFoundWithThemInOneStatement() {
		AccountId id = someone();
		assign(id, this.one, this.two);
		assertThat(groupsOf(id)).containsExactlyInAnyOrder(this.one, this.two);
		assertThat(groupsOf(someone())).isEmpty();
		assertThat(this.sql.own(() -> this.accounts.find(id).orElseThrow().groups())).hasSize(1);
	}

	@Test
	void assignWhenOthersThenLeavesAndJoinsAndAnnounces(@Autowired ApplicationEvents events) {
		AccountId id = someone();
		String three = "Three " + TestAccounts.name();
		assign(id, this.one, this.two);
		assign(id, this.two, three);
		assertThat(groupsOf(id)).containsExactlyInAnyOrder(this.two, three);
		assertThat(events.stream(GroupsChanged.class)).containsExactly(
				new GroupsChanged(id, List.of(this.one, this.two), List.of()),
				new GroupsChanged(id, List.of(three), List.of(this.one)));
	}

	@Test
	void assignWhenTheSameInOtherCaseThenNothingHappens(@Autowired ApplicationEvents events) {
		AccountId id = someone();
		assign(id, this.one);
		assign(id, this.one.toUpperCase());
		assertThat(groupsOf(id)).containsExactly(this.one);
		assertThat(events.stream(GroupsChanged.class)).hasSize(1);
	}

	@Test
	void assignWhenNoneThenLeavesAll() {
		AccountId id = someone();
		assign(id, this.one, this.two);
		assign(id);
		assertThat(groupsOf(id)).isEmpty();
	}

	@Test
	void assignWhenSomebodyElseIsMemberThenStaysMember() {
		AccountId id = someone();
		AccountId other = someone();
		assign(other, this.one);
		assign(id, this.one);
		assign(id);
		assertThat(groupsOf(other)).containsExactly(this.one);
	}

	@Test
	void assignWhenManyMakeTheSameGroupsThenEachIsMadeOnce() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(8);
		try {
			List<Callable<AccountId>> assignments = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				AccountId id = someone();
				assignments.add(() -> {
					assign(id, this.one, this.two);
					return id;
				});
			}
			for (Future<AccountId> assignment : callers.invokeAll(assignments)) {
				assertThat(groupsOf(assignment.get())).hasSize(2);
			}
		}
		finally {
			callers.shutdownNow();
		}
		assertThat(this.jdbc.sql("select count(*) from groups where name in (:names)")
			.param("names", List.of(this.one, this.two))
			.query(Integer.class)
			.single()).isEqualTo(2);
	}

	private AccountId someone() {
		return this.accounts.register(TestAccounts.someone()).id();
	}

	private void assign(AccountId id, String... names) {
		this.groups.assign(id, Arrays.stream(names).map(GroupName::new).toList());
	}

	private Iterable<String> groupsOf(AccountId id) {
		return this.accounts.find(id).orElseThrow().groups();
	}

}
