package dev.signet.directory;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.naming.Name;
import javax.naming.NamingEnumeration;
import javax.naming.directory.BasicAttributes;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.LdapContext;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10WarningType;
import dev.signet.AuthServerApplication;
import dev.signet.account.AccountId;
import dev.signet.directory.DirectoryServer.Security;
import dev.signet.directory.LdapDirectory.Answer;
import dev.signet.outbound.OutboundSockets;
import dev.signet.outbound.TestOutbound;
import dev.signet.web.TestCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.ldap.CommunicationException;
import org.springframework.ldap.NamingException;
import org.springframework.ldap.UncategorizedLdapException;
import org.springframework.stereotype.Component;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

/** What is said to a directory, and what is not. */
class LdapDirectoryTests {

	private static final String PASSWORD = "a password there";

	@TempDir
	private static Path files;

	private static TestDirectoryServer server;

	private static SSLContext trusting;

	private static OutboundSockets outbound;

	private static String ada;

	private static final DirectoryAddresses addresses = new DirectoryAddresses();

	@BeforeAll
	static void start() throws Exception {
		TestCertificate certificate = TestCertificate.make(files, "ldap");
		trusting = certificate.trusting();
		server = new TestDirectoryServer(certificate.serving());
		outbound = TestOutbound.sockets("127.0.0.1", "::1");
		ada = server.person("ada", PASSWORD);
		server.person("o(dd)*\\name", PASSWORD);
		server.person("grace", PASSWORD, "twice@example.test");
		server.person("grace2", PASSWORD, "twice@example.test");
		server.group("engineers", ada);
	}

	@AfterAll
	static void stop() {
		server.close();
		outbound.destroy();
	}

	/** The JDK says both with the same exception. */
	@Test
	void brokeOffWhenTheConnectionOrTheServerEndsThenSoAndNotWhenItTookTooLong() {
		assertThat(LdapDirectory.brokeOff(uncategorized("LDAP connection has been closed"))).isTrue();
		assertThat(LdapDirectory.brokeOff(new CommunicationException(null))).isTrue();
		assertThat(LdapDirectory.brokeOff(new InterruptedException())).isTrue();
		assertThat(LdapDirectory.brokeOff(uncategorized("LDAP response read timed out, timeout used: 3000 ms.")))
			.isFalse();
		assertThat(LdapDirectory.brokeOff(new TimeoutException())).isFalse();
		assertThat(LdapDirectory.brokeOff(null)).isFalse();
	}

	/** So it is not loaded where nobody has a directory. */
	@Test
	void libraryThenIsKnownOnlyToClassesOfWhichNoBeanIsMade() {
		noClasses().that()
			.haveSimpleNameNotStartingWith("Ldap")
			.or()
			.areAnnotatedWith(Component.class)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.ldap..", "org.springframework.security.ldap..")
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages(AuthServerApplication.class.getPackageName()));
	}

	@Test
	void searchWhenNamedThenOnePersonWithGroups() throws Exception {
		found("ada", (session) -> {
			LdapEntry entry = session.people("ada").get(0);
			assertThat(entry.dn()).isEqualTo(ada);
			assertThat(UUID.fromString(entry.text("entryUUID").orElseThrow())).isNotNull();
			assertThat(session.groups(entry).names()).containsExactlyInAnyOrder("engineers",
					"cn=engineers," + TestDirectoryServer.GROUPS);
			assertThat(session.groups(entry).whole()).isTrue();
		});
		assertThat(names("ADA@example.test")).as("by the address").hasSize(1);
		assertThat(names("twice@example.test")).as("two are seen").hasSize(2);
		assertThat(names("ada@corp.example")).as("by the domain").hasSize(1);
		assertThat(names("corp.example\\ada")).as("the same in the manner of Windows").hasSize(1);
		assertThat(names("ada@evil.example")).as("by the domain of somebody else").isEmpty();
	}

	/** Whoever can write their own address could take the name of somebody else away. */
	@Test
	void searchWhenNothingElseIsSetThenAnAddressIsNoName() throws Exception {
		String eve = server.person("eve", PASSWORD);
		server.person("mallory", PASSWORD, "eve");
		DirectorySettings settings = TestDirectories.settings(server);
		Directory directory = TestDirectories.unstored(DirectoryKind.OPENLDAP,
				new DirectorySettings(settings.name(), settings.server(),
						DirectoryKind.OPENLDAP.people().below(TestDirectoryServer.PEOPLE), null, settings.names(),
						settings.accounts(), null));
		List<LdapEntry> found = session(directory, trusting, (session) -> session.people("eve"));
		assertThat(found).extracting(LdapEntry::dn).containsExactly(eve);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "a*", "ad\0a", "(", ")", "\\", "\\61da", "admin)(uid=*", "ada)(|(uid=*",
			"*)(objectClass=*", "{1}", "{0}" })
	void searchWhenNameIsPartOfAFilterThenItMeansNothing(String name) throws Exception {
		assertThat(names(name)).isEmpty();
	}

	@Test
	void searchWhenSomebodyIsReallyCalledSoThenFound() throws Exception {
		assertThat(names("o(dd)*\\name")).singleElement()
			.satisfies((entry) -> assertThat(bind(directory(Security.NONE, "127.0.0.1"), entry.dn(), PASSWORD))
				.isEqualTo(Answer.PROVED));
	}

	@Test
	void entryWhenShownThenWithoutWhatProvesSomebody() {
		BasicAttributes attributes = new BasicAttributes();
		for (String secret : List.of("userPassword", "userPKCS12", "userPKCS12;binary", "doorPIN", "pin;x-old")) {
			attributes.put(secret, "a secret");
		}
		attributes.put("shippingAddress", "London");
		assertThat(new LdapEntry(ada, attributes).shown())
			.containsOnlyKeys("userPassword", "userPKCS12", "userPKCS12;binary", "doorPIN", "pin;x-old",
					"shippingAddress")
			.containsEntry("shippingAddress", List.of("London"))
			.extractingFromEntries(Map.Entry::getValue)
			.doesNotContain(List.of("a secret"));
	}

	/** RFC 4513 §5.1.2: a directory would say yes. */
	@Test
	void bindWhenPasswordOrNameIsEmptyThenRefusedAndNobodyIsAsked() throws Exception {
		int before = server.binds().size();
		assertThat(bind(directory(Security.NONE, "127.0.0.1"), ada, "")).isEqualTo(Answer.REFUSED);
		assertThat(bind(directory(Security.NONE, "127.0.0.1"), "", PASSWORD)).isEqualTo(Answer.REFUSED);
		assertThat(server.binds()).hasSize(before);
	}

	@Test
	void bindThenRightIsProvedAndWrongIsNot() throws Exception {
		for (Security security : Security.values()) {
			assertThat(bind(directory(security, "127.0.0.1"), ada, PASSWORD)).as(security.name())
				.isEqualTo(Answer.PROVED);
			assertThat(bind(directory(security, "127.0.0.1"), ada, PASSWORD + "x")).isEqualTo(Answer.REFUSED);
		}
		assertThat(bind(directory(Security.NONE, "127.0.0.1"), "uid=nobody," + TestDirectoryServer.PEOPLE, PASSWORD))
			.isEqualTo(Answer.REFUSED);
	}

	@Test
	void bindWhenActiveDirectorySaysWhyThenTold() throws Exception {
		String locked = server.person("locked", PASSWORD);
		server.refuse(locked, "775");
		assertThat(bind(directory(Security.NONE, "127.0.0.1"), locked, PASSWORD)).isEqualTo(Answer.LOCKED);
		server.refuse(locked, "532");
		assertThat(bind(directory(Security.NONE, "127.0.0.1"), locked, PASSWORD)).isEqualTo(Answer.EXPIRED);
		server.refuse(locked, "52e");
		assertThat(bind(directory(Security.NONE, "127.0.0.1"), locked, PASSWORD)).isEqualTo(Answer.REFUSED);
	}

	@Test
	void bindWhenThePasswordPolicySaysMoreThenTold() throws Exception {
		String dn = server.person("policed", PASSWORD);
		for (Security security : List.of(Security.NONE, Security.STARTTLS)) {
			Directory directory = directory(security, "127.0.0.1");
			server.police(dn, ResultCode.INVALID_CREDENTIALS, null,
					DraftBeheraLDAPPasswordPolicy10ErrorType.PASSWORD_EXPIRED);
			assertThat(bind(directory, dn, PASSWORD)).isEqualTo(Answer.EXPIRED);
			server.police(dn, ResultCode.INVALID_CREDENTIALS, null,
					DraftBeheraLDAPPasswordPolicy10ErrorType.ACCOUNT_LOCKED);
			assertThat(bind(directory, dn, PASSWORD)).isEqualTo(Answer.LOCKED);
			server.police(dn, ResultCode.SUCCESS, null, DraftBeheraLDAPPasswordPolicy10ErrorType.CHANGE_AFTER_RESET);
			assertThat(bind(directory, dn, PASSWORD)).as("it takes it, but for a change only")
				.isEqualTo(Answer.TO_BE_CHANGED);
			server.police(dn, ResultCode.SUCCESS, DraftBeheraLDAPPasswordPolicy10WarningType.GRACE_LOGINS_REMAINING,
					null);
			assertThat(bind(directory, dn, PASSWORD)).isEqualTo(Answer.GRACE);
			server.police(dn, ResultCode.SUCCESS, DraftBeheraLDAPPasswordPolicy10WarningType.TIME_BEFORE_EXPIRATION,
					null);
			assertThat(bind(directory, dn, PASSWORD)).isEqualTo(Answer.PROVED);
		}
	}

	/** They take connections, as a server does that hangs, and say nothing. */
	@Test
	void connectWhenThreeAddressesAreSilentThenTheFourthAnswersAndIsAskedFirstFromThen() throws Exception {
		List<ServerSocket> silent = new ArrayList<>();
		List<URI> all = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			silent.add(new ServerSocket(0));
			all.add(URI.create("ldap://127.0.0.1:" + silent.get(i).getLocalPort()));
		}
		all.add(URI.create("ldap://127.0.0.1:" + server.plainPort()));
		Directory directory = directory(Security.NONE, all);
		List<LdapEntry> found = session(directory, trusting, (session) -> session.people("ada"));
		assertThat(found).hasSize(1);
		for (ServerSocket socket : silent) {
			socket.setSoTimeout(100);
			socket.accept().close();
		}
		bind(directory, ada, PASSWORD);
		for (ServerSocket socket : silent) {
			assertThatExceptionOfType(SocketTimeoutException.class).as("the other is remembered")
				.isThrownBy(socket::accept);
			socket.close();
		}
	}

	@Test
	void connectWhenAnAddressRefusesThePasswordThenItIsAskedFirstUntilTheDirectoryIsRemoved() throws Exception {
		URI closed = URI.create("ldap://127.0.0.1:" + unused());
		URI answering = URI.create("ldap://127.0.0.1:" + server.plainPort());
		Directory directory = directory(Security.NONE, List.of(closed, answering));
		assertThat(addresses.inOrder(directory)).containsExactly(closed, answering);
		assertThat(bind(directory, ada, PASSWORD + "x")).isEqualTo(Answer.REFUSED);
		assertThat(addresses.inOrder(directory)).containsExactly(answering, closed);
		addresses.on(new DirectoryRemoved(directory.id(), directory.alias(), new AccountId(UUID.randomUUID())));
		assertThat(addresses.inOrder(directory)).containsExactly(closed, answering);
	}

	private static int unused() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/** It counts there, so it is a guess at each address that it is sent to. */
	@Test
	void bindWhenTheAnswerTakesLongThenItIsAwaitedAndNoOtherAddressIsSentThePassword() throws Exception {
		try (TestDirectoryServer other = new TestDirectoryServer()) {
			URI next = URI.create("ldap://127.0.0.1:" + other.plainPort());
			Directory directory = directory(Security.NONE,
					List.of(URI.create("ldap://127.0.0.1:" + server.plainPort()), next, next, next));
			int before = server.binds().size();
			// More than one of four addresses has, far less than an answer has
			server.pause(Duration.ofMillis(1500));
			assertThat(bind(directory, ada, PASSWORD + "x")).isEqualTo(Answer.REFUSED);
			assertThat(server.binds()).hasSize(before + 1);
			assertThat(other.binds()).isEmpty();
		}
		finally {
			server.pause(Duration.ZERO);
		}
	}

	@Test
	void bindWhenNoAnswerComesThenNoOtherAddressIsSentThePassword() throws Exception {
		int before = server.binds().size();
		try (ServerSocket silent = new ServerSocket(0)) {
			Directory directory = directory(Security.NONE,
					List.of(URI.create("ldap://127.0.0.1:" + silent.getLocalPort()),
							URI.create("ldap://127.0.0.1:" + server.plainPort())));
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> bind(directory, ada, PASSWORD))
				.withCauseInstanceOf(NamingException.class);
		}
		assertThat(server.binds()).hasSize(before);
	}

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
	void connectWhenCertificateIsNotTrustedOrOfAnotherNameThenNoPasswordIsSent() throws Exception {
		int before = server.asked();
		for (Security security : List.of(Security.LDAPS, Security.STARTTLS)) {
			assertThatExceptionOfType(NamingException.class)
				.isThrownBy(() -> session(directory(security, "127.0.0.1"), SSLContext.getDefault(),
						(session) -> session.people("ada")))
				.withStackTraceContaining(SSLException.class.getPackageName());
			assertThatExceptionOfType(NamingException.class).as("of another name")
				.isThrownBy(
						() -> session(directory(security, "localhost"), trusting, (session) -> session.people("ada")));
		}
		assertThat(server.asked()).isEqualTo(before);
	}

	@Test
	void searchWhenReferredThenNotFollowed() throws Exception {
		try (ServerSocket elsewhere = new ServerSocket(0)) {
			elsewhere.setSoTimeout(300);
			server.refer("ldap://127.0.0.1:" + elsewhere.getLocalPort() + "/dc=example,dc=com");
			try {
				names("ada");
			}
			catch (NamingException ex) {
				// As good an answer as nobody
			}
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(elsewhere::accept);
		}
		finally {
			server.refer(null);
		}
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

	@Test
	void connectWhenAddressIsInnerAndNotAllowedThenNothing() throws Exception {
		OutboundSockets strict = TestOutbound.sockets();
		Directory directory = directory(Security.LDAPS, "127.0.0.1");
		LdapSockets sockets = new LdapSockets(strict, trusting.getSocketFactory(), Security.LDAPS);
		assertThatExceptionOfType(LdapSockets.NotConnected.class)
			.isThrownBy(() -> sockets.connect("127.0.0.1", server.tlsPort()))
			.satisfies((ex) -> assertThat(ex.reason()).hasToString("ADDRESS_REFUSED"));
		assertThat(directory.enabled()).isTrue();
		strict.destroy();
	}

	@Test
	void answerWhenServerIsSlowThenReadingEnds() throws Exception {
		server.pause(Duration.ofSeconds(30));
		try {
			assertThatExceptionOfType(NamingException.class).isThrownBy(() -> names("ada"));
		}
		finally {
			server.pause(Duration.ZERO);
		}
	}

	private static void found(String login, Consumer<LdapSession> look) throws Exception {
		session(directory(Security.NONE, "127.0.0.1"), trusting, (session) -> {
			look.accept(session);
			return null;
		});
	}

	private static List<LdapEntry> names(String login) throws Exception {
		return session(directory(Security.NONE, "127.0.0.1"), trusting, (session) -> session.people(login));
	}

	private static <T> T session(Directory directory, SSLContext tls, Function<LdapSession, T> ask) throws Exception {
		return connected(directory, tls, (ldap) -> {
			try (LdapSession session = ldap.open()) {
				return ask.apply(session);
			}
		});
	}

	private static Answer bind(Directory directory, String dn, String password) {
		try {
			return connected(directory, trusting, (ldap) -> ldap.bind(dn, password));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static <T> T connected(Directory directory, SSLContext tls, Function<LdapDirectory, T> ask)
			throws Exception {
		try (LdapSockets sockets = new LdapSockets(outbound, tls.getSocketFactory(),
				directory.settings().server().security())) {
			Callable<T> work = () -> ask
				.apply(new LdapDirectory(directory, TestDirectoryServer.BIND_PASSWORD, sockets, addresses));
			return LdapSocketFactory.connecting(sockets, work);
		}
	}

	private static Directory directory(Security security, String host) {
		URI address = (security == Security.LDAPS) ? URI.create("ldaps://" + host + ":" + server.tlsPort())
				: URI.create("ldap://" + host + ":" + server.plainPort());
		return directory(security, List.of(address));
	}

	private static Directory directory(Security security, List<URI> all) {
		DirectorySettings settings = TestDirectories.settings(server);
		return TestDirectories.unstored(DirectoryKind.OPENLDAP,
				new DirectorySettings(settings.name(), new DirectoryServer(all, security, TestDirectoryServer.BIND_DN),
						settings.people(), settings.groups(), settings.names(), settings.accounts(), null));
	}

	private static UncategorizedLdapException uncategorized(String text) {
		return new UncategorizedLdapException(new javax.naming.NamingException(text));
	}

}
