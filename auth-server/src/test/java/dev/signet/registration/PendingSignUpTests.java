package dev.signet.registration;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.TestAccounts;
import dev.signet.account.Username;
import dev.signet.credential.Passwords;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.session.BrowserKey;
import dev.signet.signin.PendingRequest;
import dev.signet.signin.SignInCompletion;
import dev.signet.signin.WaitingRequest;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.validation.Validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.BDDMockito.given;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * Signing up where an address must be proved first: the page tells nobody who has an
 * account, and an account comes with a proved address.
 */
@SignetTest
class PendingSignUpTests {

	private static final String PASSWORD = "correct horse battery";

	private static final Pattern CODE = Pattern.compile("\\b[0-9]{4}-[0-9]{4}\\b");

	private final SignInCompletion completion = Mockito.mock();

	private final WaitingRequest waiting = Mockito.mock();

	private final String name = TestAccounts.name();

	private final String address = this.name + "@people.example";

	private Cookie browser = new Cookie("signet-browser", "b".repeat(43));

	@Autowired
	private Accounts accounts;

	@Autowired
	private Passwords passwords;

	@Autowired
	private PersonSubmission submission;

	@Autowired
	private SignUp signUp;

	@Autowired
	private PendingSignUps pending;

	@Autowired
	private BrowserKey browserKey;

	@Autowired
	private Validator validator;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private MockMvc mvc;

	@BeforeEach
	void setUp() {
		// All tests come from one network
		this.jdbc.sql("delete from asks where asker like 'MAIL_FROM_NETWORK %'").update();
		given(this.completion.complete(any(), any(), anyBoolean(), any(), any())).willReturn("redirect:/next");
		given(this.waiting.findOrRestart(any(), any())).willReturn(Optional.<PendingRequest>empty());
		given(this.waiting.find(any(), any(), any())).willReturn(Optional.empty());
		RegistrationJourney journey = new RegistrationJourney(new RegistrationProperties(true, true), this.waiting);
		Clock time = this.clock;
		this.mvc = MockMvcBuilders
			.standaloneSetup(
					new RegistrationController(journey, new SignUpConfirmation(true), this.submission, this.signUp,
							this.pending, this.completion, this.browserKey, time),
					new ConfirmationController(journey, this.pending, this.completion, this.browserKey, time))
			.setValidator(this.validator)
			.build();
	}

	@Test
	void registerWhenCodeIsEnteredThenAccountWithProvedAddress() throws Exception {
		String confirm = register(this.name, this.address).getResponse().getRedirectedUrl();
		assertThat(confirm).startsWith("/register/confirm?sign_up=");
		assertThat(this.accounts.findByLogin(this.name)).as("before the code").isEmpty();
		ReceivedMail mail = Mailbox.of(this.address).only();
		assertThat(mail.links().get(0)).endsWith(confirm);
		assertThat(open(confirm).getResponse().getStatus()).isEqualTo(200);
		MvcResult done = type(confirm, code(mail));
		assertThat(done.getModelAndView().getViewName()).isEqualTo("redirect:/next");
		Account made = this.accounts.findByLogin(this.address).orElseThrow();
		assertThat(made.username()).isEqualTo(this.name);
		assertThat(made.emailVerified()).isTrue();
		assertThat(made.roles()).containsExactly("USER");
		assertThat(this.passwords.matches(made.id(), PASSWORD)).isTrue();
		assertThat(type(confirm, code(mail)).getResponse().getStatus()).as("once more").isEqualTo(410);
	}

	@Test
	void finishWhenPasswordIsShortBesideASecondFactorThenThatIsNotForgotten() {
		byte[] digest = new byte[32];
		NewAccount person = NewAccount.of(new Username(this.name), new EmailAddress(this.address));
		UUID id = this.pending.begin(person, this.passwords.hash("k3j-99ax"), digest, "127.0.0.1", null);
		Account made = this.pending.finish(id, digest, code(Mailbox.of(this.address).only())).orElseThrow();
		assertThat(this.passwords.shortOne(made.id())).isTrue();
	}

	@Test
	void registerWhenAddressHasAnAccountThenTheSameAnswerAndItsOwnerIsTold() throws Exception {
		Account owner = this.accounts.register(TestAccounts.someone());
		MvcResult free = register(this.name, this.address);
		MvcResult taken = register(TestAccounts.name(), owner.emailAddress().toUpperCase());
		assertThat(taken.getResponse().getStatus()).isEqualTo(free.getResponse().getStatus());
		String freeConfirm = free.getResponse().getRedirectedUrl();
		String confirm = taken.getResponse().getRedirectedUrl();
		assertThat(confirm).hasSameSizeAs(freeConfirm);
		assertThat(open(confirm).getModelAndView().getModel().keySet())
			.isEqualTo(open(freeConfirm).getModelAndView().getModel().keySet());
		ReceivedMail mail = Mailbox.of(owner.emailAddress()).only();
		assertThat(mail.subject()).isEqualTo("You have an account already");
		assertThat(mail.text()).contains(owner.username()).doesNotContainPattern(CODE).doesNotContain("sign_up");
		assertThat(type(confirm, "1234-5678").getModelAndView().getModel()).containsEntry("wrong", true);
	}

	/** Else a name that stays free would tell that the address was known. */
	@Test
	void registerWhenNotConfirmedThenTheNameStaysFreeWhateverTheAddress() throws Exception {
		Account owner = this.accounts.register(TestAccounts.someone());
		String first = register(this.name, owner.emailAddress()).getResponse().getRedirectedUrl();
		String second = register(this.name, this.address).getResponse().getRedirectedUrl();
		String third = register(this.name, "x" + this.address).getResponse().getRedirectedUrl();
		assertThat(List.of(first, second, third)).doesNotContainNull();
		assertThat(type(second, code(Mailbox.of(this.address).only())).getModelAndView().getViewName())
			.isEqualTo("redirect:/next");
		MvcResult late = type(third, code(Mailbox.of("x" + this.address).only()));
		assertThat(late.getModelAndView().getModel()).containsEntry("problem", "registration.confirm.taken");
		MvcResult taken = register(this.name.toUpperCase(), "y" + this.address);
		assertThat(taken.getModelAndView().getViewName()).isEqualTo("registration/register");
		assertThat(Mailbox.of("y" + this.address).all()).isEmpty();
	}

	/** Else somebody could choose the password for another person's address. */
	@Test
	void confirmWhenInAnotherBrowserThenRefusedEvenWithTheRightCode() throws Exception {
		String confirm = register(this.name, this.address).getResponse().getRedirectedUrl();
		String code = code(Mailbox.of(this.address).only());
		this.browser = new Cookie("signet-browser", "c".repeat(43));
		assertThat(open(confirm).getResponse().getStatus()).isEqualTo(410);
		assertThat(type(confirm, code).getResponse().getStatus()).isEqualTo(410);
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	@Test
	void confirmWhenTriedTooOftenOrTooLateThenOver() throws Exception {
		String confirm = register(this.name, this.address).getResponse().getRedirectedUrl();
		String code = code(Mailbox.of(this.address).only());
		for (String typed : List.of("", "0", "abcdefgh", "\0", "9".repeat(1000))) {
			assertThat(type(confirm, typed).getModelAndView().getModel()).containsEntry("wrong", true);
		}
		assertThat(type(confirm, code).getResponse().getStatus()).isEqualTo(410);
		String late = register(this.name, this.address).getResponse().getRedirectedUrl();
		this.clock.advance(PendingSignUps.LIFETIME);
		assertThat(open(late).getResponse().getStatus()).isEqualTo(410);
		this.pending.sweep();
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	@Test
	void registerWhenOneAddressIsMeantOftenThenLimitedWhetherOrNotItHasAnAccount() throws Exception {
		Account owner = this.accounts.register(TestAccounts.someone());
		for (String meant : List.of(this.address, owner.emailAddress())) {
			for (int i = 0; i < 3; i++) {
				assertThat(register(TestAccounts.name(), meant).getResponse().getStatus()).isEqualTo(302);
			}
			MvcResult limited = register(TestAccounts.name(), meant);
			assertThat(limited.getResponse().getStatus()).isEqualTo(429);
			assertThat(limited.getResponse().getHeader("Retry-After")).isNotNull();
			assertThat(Mailbox.of(meant).await(3)).hasSize(3);
		}
	}

	@Test
	void requiredWhenNotSetThenAsThereIsAMailServer() {
		MockEnvironment with = new MockEnvironment().withProperty("spring.mail.host", "mail.example.com");
		MockEnvironment without = new MockEnvironment();
		assertThat(new SignUpConfirmation(new RegistrationProperties(true, null), with).required()).isTrue();
		assertThat(new SignUpConfirmation(new RegistrationProperties(true, null), without).required()).isFalse();
		assertThat(new SignUpConfirmation(new RegistrationProperties(true, false), with).required()).isFalse();
		assertThat(new SignUpConfirmation(new RegistrationProperties(true, true), without).required()).isTrue();
	}

	private MvcResult register(String username, String email) throws Exception {
		return this.mvc
			.perform(post("/register").cookie(this.browser)
				.param("username", username)
				.param("email", email)
				.param("password", PASSWORD))
			.andReturn();
	}

	private MvcResult open(String address) throws Exception {
		return this.mvc.perform(get(address).cookie(this.browser)).andReturn();
	}

	private MvcResult type(String address, String code) throws Exception {
		String id = address.substring(address.indexOf('=') + 1);
		return this.mvc.perform(post("/register/confirm").cookie(this.browser).param("sign_up", id).param("code", code))
			.andReturn();
	}

	private static String code(ReceivedMail mail) {
		Matcher code = CODE.matcher(mail.text());
		assertThat(code.find()).as(mail.text()).isTrue();
		return code.group();
	}

}
