package dev.signet.directory;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;

import com.unboundid.ldap.sdk.Attribute;
import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;
import dev.signet.checklist.CheckSubject;
import dev.signet.directory.DirectoryServer.Security;
import dev.signet.outbound.OutboundSockets;
import dev.signet.outbound.TestOutbound;
import dev.signet.web.TestCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Each line of the check fails for its own reason, and names it. */
class LdapCheckTests {

	private static final String TRUSTED = "directory.check.protected.trusted";

	@TempDir
	private static Path files;

	private static TestDirectoryServer server;

	private static TestDirectoryServer withoutTls;

	private static SSLContext trusting;

	private static OutboundSockets outbound;

	@BeforeAll
	static void start() throws Exception {
		TestCertificate certificate = TestCertificate.make(files, "ldap");
		trusting = certificate.trusting();
		server = new TestDirectoryServer(certificate.serving());
		withoutTls = new TestDirectoryServer();
		outbound = TestOutbound.sockets("127.0.0.1", "::1");
		server.group("engineers", server.person("ada", "a password there"));
		server.person("grace", "a password there", "grace@example.test", new Attribute("employeeNumber", "1"));
	}

	@AfterAll
	static void stop() {
		server.close();
		withoutTls.close();
		outbound.destroy();
	}

	@Test
	void runWhenAllIsRightThenEachLinePasses() throws Exception {
		assertThat(states(run(ldaps("127.0.0.1"))))
			.isEqualTo(Map.of(Check.PROTECTED, State.PASSED, Check.BIND, State.PASSED, Check.BASE, State.PASSED,
					Check.PEOPLE, State.PASSED, Check.ATTRIBUTES, State.PASSED, Check.GROUPS, State.PASSED));
		assertThat(states(run(startTls(server)))).containsEntry(Check.STARTTLS, State.PASSED)
			.containsEntry(Check.PROTECTED, State.PASSED)
			.doesNotContainValue(State.FAILED);
	}

	@Test
	void runWhenCertificateIsOfNobodyKnownThenSaid() throws Exception {
		for (DirectorySettings settings : List.of(ldaps("127.0.0.1"), startTls(server))) {
			assertThat(failure(run(settings, SSLContext.getDefault(), TestDirectoryServer.BIND_PASSWORD)))
				.isEqualTo("directory.check.protected.unknown");
		}
	}

	@Test
	void runWhenCertificateIsOfAnotherNameThenSaid() throws Exception {
		assertThat(failure(run(ldaps("localhost")))).isEqualTo("directory.check.protected.another-name");
	}

	@Test
	void runWhenPortSpeaksNoTlsThenSaid() throws Exception {
		DirectorySettings settings = at("ldaps://127.0.0.1:" + withoutTls.plainPort(), Security.LDAPS);
		assertThat(failure(run(settings))).isIn("directory.check.protected.no-tls", "directory.check.protected.ended");
	}

	@Test
	void runWhenServerKnowsNoStartTlsThenSaidAndNoPasswordIsSent() throws Exception {
		int before = withoutTls.asked();
		List<CheckLine> lines = run(startTls(withoutTls));
		assertThat(failure(lines)).isEqualTo("directory.check.starttls.refused");
		assertThat(states(lines)).doesNotContainKey(Check.PROTECTED);
		assertThat(withoutTls.asked()).isEqualTo(before);
	}

	@Test
	void runWhenPasswordForSearchingIsWrongThenTlsIsNotBlamed() throws Exception {
		List<CheckLine> lines = run(ldaps("127.0.0.1"), trusting, "a wrong password");
		assertThat(failure(lines)).isEqualTo("directory.check.bind.refused");
		assertThat(lines).extracting(CheckLine::messageKey).contains(TRUSTED);
	}

	@Test
	void runWhenPlaceIsMissingThenNamed() throws Exception {
		List<CheckLine> lines = run(people((people) -> people.below("ou=elsewhere,dc=example,dc=com")));
		assertThat(failure(lines)).isEqualTo("directory.check.base.missing");
		assertThat(lines).last().extracting(CheckLine::values).isEqualTo(List.of("ou=elsewhere,dc=example,dc=com"));
	}

	@Test
	void runWhenFilterFindsNobodyThenSaid() throws Exception {
		assertThat(failure(run(people((people) -> new PeopleSearch(people.base(), "(&(objectClass=robot)(uid={1}))",
				people.subject(), people.username(), people.email(), people.givenName(), people.familyName())))))
			.isEqualTo("directory.check.people.nobody");
	}

	@Test
	void runWhenNobodyOrNotEverybodyHasWhatTellsWhoItIsThenFailedOrWarned() throws Exception {
		assertThat(failure(run(subject("nothing")))).isEqualTo("directory.check.attributes.missing");
		assertThat(run(subject("employeeNumber"))).extracting(CheckLine::messageKey)
			.contains("directory.check.attributes.some-missing");
	}

	@Test
	void runWhenNoGroupIsFoundThenWarned() throws Exception {
		DirectorySettings settings = ldaps("127.0.0.1");
		List<CheckLine> lines = run(new DirectorySettings(settings.name(), settings.server(), settings.people(),
				new GroupSearch(TestDirectoryServer.PEOPLE, "(&(objectClass=groupOfNames)(member={0}))", "cn", false),
				settings.names(), settings.accounts(), null));
		assertThat(states(lines)).containsEntry(Check.GROUPS, State.WARNED).doesNotContainValue(State.FAILED);
	}

	private static List<CheckLine> run(DirectorySettings settings) throws Exception {
		return run(settings, trusting, TestDirectoryServer.BIND_PASSWORD);
	}

	private static List<CheckLine> run(DirectorySettings settings, SSLContext tls, String password) throws Exception {
		Directory directory = TestDirectories.unstored(DirectoryKind.OPENLDAP, settings);
		try (LdapSockets sockets = new LdapSockets(outbound, tls.getSocketFactory(), settings.server().security())) {
			Callable<List<CheckLine>> work = () -> new LdapCheck(directory,
					new LdapDirectory(directory, password, sockets, new DirectoryAddresses()), Instant.EPOCH)
				.run(null);
			return LdapSocketFactory.connecting(sockets, work);
		}
	}

	private static Map<CheckSubject, State> states(List<CheckLine> lines) {
		return lines.stream().collect(Collectors.toMap(CheckLine::check, CheckLine::state));
	}

	private static String failure(List<CheckLine> lines) {
		return lines.stream()
			.filter((line) -> line.state() == State.FAILED)
			.map(CheckLine::messageKey)
			.collect(Collectors.joining(" "));
	}

	private static DirectorySettings ldaps(String host) {
		return at("ldaps://" + host + ":" + server.tlsPort(), Security.LDAPS);
	}

	private static DirectorySettings startTls(TestDirectoryServer which) {
		return at("ldap://127.0.0.1:" + which.plainPort(), Security.STARTTLS);
	}

	private static DirectorySettings subject(String attribute) {
		return people((people) -> new PeopleSearch(people.base(), people.filter(), attribute, people.username(),
				people.email(), people.givenName(), people.familyName()));
	}

	private static DirectorySettings people(UnaryOperator<PeopleSearch> change) {
		DirectorySettings settings = ldaps("127.0.0.1");
		return new DirectorySettings(settings.name(), settings.server(), change.apply(settings.people()),
				settings.groups(), settings.names(), settings.accounts(), null);
	}

	private static DirectorySettings at(String address, Security security) {
		DirectorySettings settings = TestDirectories.settings(server);
		return new DirectorySettings(settings.name(),
				new DirectoryServer(List.of(URI.create(address)), security, TestDirectoryServer.BIND_DN),
				settings.people(), settings.groups(), settings.names(), settings.accounts(), null);
	}

}
