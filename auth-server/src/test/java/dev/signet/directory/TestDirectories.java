package dev.signet.directory;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.account.AccountId;
import dev.signet.directory.DirectoryServer.Security;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Directories of tests; whoever enables one disables it again. */
public final class TestDirectories {

	private static final AccountId NOBODY = new AccountId(new UUID(0, 1));

	private TestDirectories() {
	}

	/** What is set about a server of tests: accounts for those whom nobody knows here. */
	public static DirectorySettings settings(TestDirectoryServer server, DirectoryRule... rules) {
		return new DirectorySettings("Example directory",
				new DirectoryServer(List.of(URI.create("ldap://127.0.0.1:" + server.plainPort())), Security.NONE,
						TestDirectoryServer.BIND_DN),
				new PeopleSearch(TestDirectoryServer.PEOPLE, "(&(objectClass=inetOrgPerson)(|(uid={1})(mail={0})))",
						"entryUUID", "uid", "mail", "givenName", "sn"),
				new GroupSearch(TestDirectoryServer.GROUPS, DirectoryKind.OPENLDAP.groupFilter(), "cn", false),
				new SignInNames(List.of("corp.example"), true), new AccountRules(true, true, List.of(rules)), null);
	}

	/** One that is stored nowhere. */
	public static Directory unstored(DirectoryKind kind, DirectorySettings settings) {
		return new Directory(DirectoryId.random(), "unstored", kind, settings, DirectoryState.ENABLED, true, 1,
				Instant.EPOCH, Instant.EPOCH);
	}

	/** One that is asked from now on. */
	public static Directory enabled(BeanFactory beans, DirectorySettings settings) {
		Directories directories = beans.getBean(Directories.class);
		Directory added = directories.add("t" + UUID.randomUUID().toString().substring(0, 12), DirectoryKind.OPENLDAP,
				settings, TestDirectoryServer.BIND_PASSWORD, NOBODY);
		directories.enable(added, NOBODY);
		return directories.find(added.id()).orElseThrow();
	}

	/** Lets nobody be asked for there any more. */
	public static void disable(BeanFactory beans, Directory directory) {
		beans.getBean(Directories.class).disable(directory.id(), NOBODY);
	}

	/** Lets people be asked for there again. */
	public static Directory enableAgain(BeanFactory beans, Directory directory) {
		Directories directories = beans.getBean(Directories.class);
		directories.enable(directories.fresh(directory.id()), NOBODY);
		return directories.find(directory.id()).orElseThrow();
	}

	/** Sets something else about one that stays where it is. */
	public static void change(BeanFactory beans, Directory directory, DirectorySettings settings, AccountId by) {
		beans.getBean(Directories.class).change(directory.id(), directory.version(), settings, null, by);
	}

	/**
	 * Some minutes later, asks a directory for everybody who is linked, and for groups.
	 */
	public static void look(BeanFactory beans, Directory directory) {
		lookForPeople(beans, directory);
		beans.getBean(JdbcClient.class)
			.sql("update directory_links set groups_look_at = 'epoch' where directory_id = :directory")
			.param("directory", directory.id().value())
			.update();
		beans.getBean(GroupWatch.class).look(directory);
	}

	/** The same without the groups. */
	public static void lookForPeople(BeanFactory beans, Directory directory) {
		beans.getBean(MutableClock.class).advance(Presence.SOON);
		beans.getBean(JdbcClient.class)
			.sql("update directory_links set look_at = 'epoch' where directory_id = :directory")
			.param("directory", directory.id().value())
			.update();
		beans.getBean(PresenceWatch.class).look(directory);
	}

	/** Asks a directory for those who are due. */
	public static void lookWhereDue(BeanFactory beans, Directory directory) {
		beans.getBean(PresenceWatch.class).look(directory);
		beans.getBean(GroupWatch.class).look(directory);
	}

	/** Makes an account that of somebody in a directory that is asked by nobody. */
	public static void link(AccountId accountId, BeanFactory beans) {
		Directories directories = beans.getBean(Directories.class);
		DirectorySettings settings = new DirectorySettings("Example directory",
				new DirectoryServer(List.of(URI.create("ldaps://ldap.example.com:636")), Security.LDAPS, null),
				DirectoryKind.OPENLDAP.people().below("dc=example,dc=com"), null, new SignInNames(List.of(), true),
				new AccountRules(false, false, List.of()), null);
		Directory directory = directories.add("t" + UUID.randomUUID().toString().substring(0, 12),
				DirectoryKind.OPENLDAP, settings, null, NOBODY);
		DirectoryPerson person = new DirectoryPerson(UUID.randomUUID().toString(), "ada", "ada", null, null, null,
				Set.of(), true);
		beans.getBean(TransactionTemplate.class)
			.executeWithoutResult((status) -> beans.getBean(DirectoryLinks.class).add(directory, person, accountId));
	}

}
