package dev.signet.directory;

import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import javax.naming.directory.BasicAttributes;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10WarningType;
import dev.signet.AuthServerApplication;
import dev.signet.account.AccountId;
import dev.signet.directory.DirectoryServer.Security;
import dev.signet.directory.LdapDirectory.Answer;
import dev.signet.outbound.OutboundSockets;
import dev.signet.outbound.TestOutbound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.ldap.CommunicationException;
import org.springframework.ldap.NamingException;
import org.springframework.ldap.UncategorizedLdapException;
import org.springframework.stereotype.Component;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is said to a directory, and what is not.
 */
class LdapDirectoryTests extends LdapServers {

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
		URI closed = URI.create("ldap://127.0.0.1:1");
		URI answering = URI.create("ldap://127.0.0.1:" + server.plainPort());
		Directory directory = directory(Security.NONE, List.of(closed, answering));
		assertThat(addresses.inOrder(directory)).containsExactly(closed, answering);
		assertThat(bind(directory, ada, PASSWORD + "x")).isEqualTo(Answer.REFUSED);
		assertThat(addresses.inOrder(directory)).containsExactly(answering, closed);
		addresses.on(new DirectoryRemoved(directory.id(), directory.alias(), new AccountId(UUID.randomUUID())));
		assertThat(addresses.inOrder(directory)).containsExactly(closed, answering);
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

	private static List<LdapEntry> names(String login) throws Exception {
		return session(directory(Security.NONE, "127.0.0.1"), trusting, (session) -> session.people(login));
	}

	private static Answer bind(Directory directory, String dn, String password) {
		try {
			return connected(directory, trusting, (ldap) -> ldap.bind(dn, password));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static UncategorizedLdapException uncategorized(String text) {
		return new UncategorizedLdapException(new javax.naming.NamingException(text));
	}

}
