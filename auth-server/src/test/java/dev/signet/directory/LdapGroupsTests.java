package dev.signet.directory;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.naming.Name;
import javax.naming.NamingEnumeration;
import javax.naming.directory.BasicAttributes;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.LdapContext;

import com.unboundid.ldap.sdk.Attribute;
import dev.signet.directory.DirectoryServer.Security;
import org.junit.jupiter.api.Test;

import org.springframework.ldap.NamingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

/**
 * The groups of somebody in a directory, page by page.
 */
class LdapGroupsTests extends LdapServers {

	/** A rule that has the distinguished name of a group means that one. */
	@Test
	void groupsWhenOneIsCalledLikeTheDistinguishedNameOfAnotherThenItIsNotThatOne() throws Exception {
		String engineers = "cn=engineers," + TestDirectoryServer.GROUPS;
		server.group(engineers, server.person("trudy", PASSWORD));
		found("trudy",
				(session) -> assertThat(session.groups(session.people("trudy").get(0)).names()).singleElement()
					.asString()
					.isNotEqualToIgnoringCase(engineers)
					.endsWith("," + TestDirectoryServer.GROUPS));
	}

	@Test
	void groupsWhenMoreThanAPageThenAll() throws Exception {
		String dn = server.person("member", PASSWORD);
		for (int i = 0; i < 1100; i++) {
			server.group("member" + i, dn);
		}
		DirectoryGroups groups = session(directory(Security.NONE, "127.0.0.1"), trusting,
				(session) -> session.groups(session.people("member").get(0)));
		assertThat(groups.whole()).isTrue();
		assertThat(groups.names()).hasSize(2200).contains("member0", "member1099");
	}

	@Test
	void groupsWhenMoreThanAreReadOrShownThenSaid() throws Exception {
		String dn = server.person("everywhere", PASSWORD);
		for (int i = 0; i <= DirectoryGroups.MOST; i++) {
			server.group("every" + i, dn);
		}
		DirectoryGroups groups = session(directory(Security.NONE, "127.0.0.1"), trusting,
				(session) -> session.groups(session.people("everywhere").get(0)));
		assertThat(groups.whole()).isFalse();
		assertThat(groups.names()).hasSize(2 * DirectoryGroups.MOST);
		server.most(3);
		try {
			DirectoryGroups shown = session(directory(Security.NONE, "127.0.0.1"), trusting,
					(session) -> session.groups(session.people("everywhere").get(0)));
			assertThat(shown.whole()).as("what it does not show is missing").isFalse();
		}
		finally {
			server.most(0);
		}
	}

	/** One that knows neither pages nor limits would fill the memory. */
	@Test
	void groupsWhenTheDirectoryGoesOnThenEnoughAreTaken() throws Exception {
		AtomicInteger given = new AtomicInteger();
		NamingEnumeration<SearchResult> most = mock(withSettings().stubOnly());
		when(most.hasMore()).thenAnswer((call) -> given.incrementAndGet() < 2 * DirectoryGroups.MOST);
		when(most.next()).thenAnswer((call) -> {
			String name = "group" + given;
			SearchResult group = new SearchResult(name, null, new BasicAttributes("cn", name));
			group.setNameInNamespace("cn=" + name);
			return group;
		});
		LdapContext context = mock();
		when(context.search(any(Name.class), anyString(), any(SearchControls.class))).thenReturn(most);
		try (LdapSession session = new LdapSession(context, directory(Security.NONE, "127.0.0.1"))) {
			DirectoryGroups groups = session.groups(ada, "ada");
			assertThat(groups.whole()).isFalse();
			assertThat(groups.names()).hasSize(2 * DirectoryGroups.MOST);
		}
		assertThat(given).hasValue(DirectoryGroups.MOST + 2);
	}

	/**
	 * As OpenLDAP does for {@code size.prtotal=disabled}, and for pages over
	 * {@code size.pr}.
	 */
	@Test
	void groupsWhenPagesAreRefusedThenReadAtOnce() throws Exception {
		server.refusePages(true);
		try {
			DirectoryGroups groups = session(directory(Security.NONE, "127.0.0.1"), trusting,
					(session) -> session.groups(session.people("ada").get(0)));
			assertThat(groups.names()).contains("engineers");
			assertThat(groups.whole()).isTrue();
			server.group("cut2", ada);
			server.most(1);
			DirectoryGroups cut = session(directory(Security.NONE, "127.0.0.1"), trusting,
					(session) -> session.groups(session.people("ada").get(0)));
			assertThat(cut.names()).as("what it shows of two").isNotEmpty();
			assertThat(cut.whole()).isFalse();
		}
		finally {
			server.refusePages(false);
			server.most(0);
			server.remove("cn=cut2," + TestDirectoryServer.GROUPS);
		}
	}

	/** A directory may take the next search for one about the page after. */
	@Test
	void searchWhenPagesOfGroupsWereCutOffThenIsAboutNoPage() throws Exception {
		server.group("cut1", ada);
		server.most(1);
		try {
			session(directory(Security.NONE, "127.0.0.1"), trusting, (session) -> {
				LdapEntry entry = session.people("ada").get(0);
				int before = server.pages();
				assertThat(session.groups(entry).whole()).isFalse();
				assertThat(server.pages()).isEqualTo(before + 1);
				session.people("ada");
				assertThat(server.pages()).isEqualTo(before + 1);
				return null;
			});
		}
		finally {
			server.most(0);
			server.remove("cn=cut1," + TestDirectoryServer.GROUPS);
		}
	}

	@Test
	void groupsWhenNoneOfAnybodyIsShownThenThatSomebodyHasNoneMeansNothing() throws Exception {
		server.person("alone", PASSWORD);
		DirectorySettings settings = TestDirectories.settings(server,
				new DirectoryRule("engineers", DirectoryRule.Kind.ROLE, "EDITOR"));
		Directory directory = TestDirectories.unstored(DirectoryKind.OPENLDAP, settings);
		assertThat(alone(directory).whole()).isTrue();
		server.maskGroups(true);
		try {
			assertThat(alone(directory).whole()).isFalse();
			session(directory, trusting, (session) -> {
				session.groups(session.people("alone").get(0));
				int before = server.filters().size();
				session.groups(ada, "ada");
				assertThat(server.filters()).as("looked for once").hasSize(before + 1);
				return null;
			});
			assertThat(alone(directory(Security.NONE, "127.0.0.1")).whole()).as("without rules").isTrue();
		}
		finally {
			server.maskGroups(false);
		}
	}

	private static DirectoryGroups alone(Directory directory) throws Exception {
		return session(directory, trusting, (session) -> session.groups(session.people("alone").get(0)));
	}

	@Test
	void searchInActiveDirectoryThenSubjectIsTheGuidAndNestedGroupsAreAskedFor() throws Exception {
		byte[] guid = { 0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, (byte) 0x88, (byte) 0x99, (byte) 0xaa,
				(byte) 0xbb, (byte) 0xcc, (byte) 0xdd, (byte) 0xee, (byte) 0xff };
		String dn = server.person("windows", PASSWORD, "w@example.test", new Attribute("sAMAccountName", "windows"),
				new Attribute("objectClass", "user"), new Attribute("objectCategory", "person"),
				new Attribute("objectGUID", guid), new Attribute("userAccountControl", "514"));
		DirectorySettings plain = directory(Security.NONE, "127.0.0.1").settings();
		Directory directory = TestDirectories.unstored(DirectoryKind.ACTIVE_DIRECTORY, new DirectorySettings(
				plain.name(), plain.server(), DirectoryKind.ACTIVE_DIRECTORY.people().below(TestDirectoryServer.PEOPLE),
				new GroupSearch(TestDirectoryServer.GROUPS, DirectoryKind.ACTIVE_DIRECTORY.groupFilter(), "cn", true),
				plain.names(), plain.accounts(), null));
		session(directory, trusting, (session) -> {
			LdapEntry entry = session.people("CORP.example\\windows").get(0);
			assertThat(entry.dn()).isEqualTo(dn);
			assertThat(entry.text("objectGUID")).contains("00112233-4455-6677-8899-aabbccddeeff");
			assertThat(LdapStanding.of(entry, Instant.EPOCH)).isEqualTo(DirectoryStanding.DISABLED);
			assertThat(session.people(List.of("00112233-4455-6677-8899-aabbccddeeff"))).extracting(LdapEntry::dn)
				.as("by what it is for good")
				.containsExactly(dn);
			assertThat(session.people(List.of("00112233-4455-6677-8899-aabbccddee00"))).isEmpty();
			assertThat(session.showsAnybody()).isTrue();
			try {
				session.groups(entry);
			}
			catch (NamingException ex) {
				// The server of the tests does not know that rule
			}
			return null;
		});
		assertThat(server.filters()).last()
			.asString()
			.isEqualTo("(&(objectClass=group)(member:1.2.840.113556.1.4.1941:=" + dn + "))");
	}

}
