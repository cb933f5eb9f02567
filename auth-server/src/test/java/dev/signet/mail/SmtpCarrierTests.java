package dev.signet.mail;

import java.time.Duration;
import java.util.Date;

import com.icegreen.greenmail.util.GreenMail;
import dev.signet.mail.NotCarried.Kind;
import jakarta.mail.internet.InternetAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How mails are handed to a mail server, and what is made of its answers. */
class SmtpCarrierTests {

	private static final GreenMail SERVER = Mailbox.server();

	private final String address = MailServers.address();

	@AfterAll
	static void stop() {
		SERVER.stop();
	}

	@Test
	void carryThenTextAndHtmlBesideEachOtherInUnicode() throws Exception {
		ReceivedMail mail = carried("Schöne Grüße 你好");
		assertThat(mail.subject()).isEqualTo("Schöne Grüße 你好");
		assertThat(mail.text()).isEqualToNormalizingNewlines("Grüße\n");
		assertThat(mail.html().text()).isEqualTo("Grüße");
		assertThat(mail.message().getAllRecipients()).containsExactly(new InternetAddress(this.address));
	}

	@Test
	void carryThenSaysThatAMachineWroteIt() throws Exception {
		ReceivedMail mail = carried("Hello");
		assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
		assertThat(mail.header("X-Auto-Response-Suppress")).isEqualTo("OOF, AutoReply");
		assertThat(mail.header("Content-Language")).isEqualTo("en");
		assertThat(mail.header("From")).isEqualTo("Signet <no-reply@id.example.com>");
		assertThat(mail.message().getSentDate()).isEqualTo(Date.from(MailServers.DATE));
		assertThat(mail.headers()).noneMatch((name) -> name.startsWith("List-"))
			.doesNotContain("Reply-To", "Precedence");
	}

	@Test
	void carryWhenTwiceThenSameMessageId() throws Exception {
		OutgoingMail mail = MailServers.mail(this.address, "Hello");
		SmtpCarrier carrier = MailServers.carrier(SERVER.getSmtp().getPort());
		carrier.carry(mail);
		carrier.carry(mail);
		assertThat(Mailbox.at(SERVER, this.address).await(2)).extracting((received) -> received.header("Message-ID"))
			.containsOnly("<" + mail.id() + "@id.example.com>");
	}

	@Test
	void carryWhenSenderIsSetThenComesFromThere() throws Exception {
		MailProperties settings = new MailProperties("Café Müller", "id@mail.example", "help@example.com", null, 1,
				Duration.ofDays(1));
		MailServers.carrier(SERVER.getSmtp().getPort(), settings).carry(MailServers.mail(this.address, "Hello"));
		ReceivedMail mail = Mailbox.at(SERVER, this.address).only();
		assertThat(mail.header("From")).isEqualTo("Café Müller <id@mail.example>");
		assertThat(mail.header("Reply-To")).isEqualTo("help@example.com");
		assertThat(mail.header("Message-ID")).endsWith("@mail.example>");
	}

	@ParameterizedTest
	@CsvSource({ "RCPT, 550 5.1.1 <a@b> unknown, FOR_GOOD, SMTP 550 5.1.1", "RCPT, 553 no such a@b, FOR_GOOD, SMTP 553",
			"RCPT, 451 4.7.1 later, FOR_NOW, SMTP 451 4.7.1", "MAIL, 550 5.7.1 not from you, FOR_GOOD, SMTP 550 5.7.1",
			"MAIL, 530 5.7.0 log in first, SERVER_AWAY, SMTP 530 5.7.0",
			"DATA, 452 4.3.1 full, FOR_NOW, SMTP 452 4.3.1",
			"., 554 5.6.0 <a@b> looks like spam, FOR_GOOD, SMTP 554 5.6.0", "., hang up, FOR_NOW, NO_ANSWER",
			"., silence, FOR_NOW, NO_ANSWER", "RCPT, silence, FOR_NOW, NO_ANSWER",
			"connect, silence, SERVER_AWAY, NO_CONNECTION", "connect, hang up, SERVER_AWAY, NO_CONNECTION",
			"connect, 554 go away, SERVER_AWAY, NO_CONNECTION" })
	void carryWhenServerAnswersOtherwiseThenTellsWhatFollowsAndNoAddress(String command, String answer, Kind kind,
			String reason) throws Exception {
		try (ScriptedMailServer server = new ScriptedMailServer().answering(command, answer)) {
			assertThatExceptionOfType(NotCarried.class)
				.isThrownBy(() -> carrier(server, answer).carry(MailServers.mail(this.address, "Hello")))
				.satisfies((failure) -> {
					assertThat(failure.kind()).isEqualTo(kind);
					assertThat(failure.reason()).isEqualTo(reason);
					assertThat(failure).hasNoCause();
				});
		}
	}

	@ParameterizedTest
	@CsvSource({ "QUIT, hang up", "QUIT, 421 bye", "QUIT, silence" })
	void carryWhenOnlyTheGoodbyeGoesWrongThenTaken(String command, String answer) throws Exception {
		try (ScriptedMailServer server = new ScriptedMailServer().answering(command, answer)) {
			carrier(server, answer).carry(MailServers.mail(this.address, "Hello"));
		}
	}

	@Test
	void carryWhenNobodyListensThenServerIsAway() throws Exception {
		ScriptedMailServer server = new ScriptedMailServer();
		server.close();
		assertThatExceptionOfType(NotCarried.class)
			.isThrownBy(() -> MailServers.carrier(server.port()).carry(MailServers.mail(this.address, "Hello")))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(Kind.SERVER_AWAY));
	}

	@ParameterizedTest
	@CsvSource({ "jürgen@example.test, ADDRESS_NOT_ASCII", "'a@example.test,b@example.test', NOT_WRITABLE" })
	void carryWhenAddressCannotBeWrittenThenForGood(String odd, String reason) {
		assertThatExceptionOfType(NotCarried.class)
			.isThrownBy(() -> MailServers.carrier(SERVER.getSmtp().getPort()).carry(MailServers.mail(odd, "Hello")))
			.satisfies((failure) -> {
				assertThat(failure.kind()).isEqualTo(Kind.FOR_GOOD);
				assertThat(failure.reason()).isEqualTo(reason);
			});
	}

	private static SmtpCarrier carrier(ScriptedMailServer server, String answer) {
		return answer.equals(ScriptedMailServer.SILENCE) ? MailServers.impatientCarrier(server.port())
				: MailServers.carrier(server.port());
	}

	private ReceivedMail carried(String subject) throws NotCarried {
		MailServers.carrier(SERVER.getSmtp().getPort()).carry(MailServers.mail(this.address, subject));
		return Mailbox.at(SERVER, this.address).only();
	}

}
