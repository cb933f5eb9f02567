package dev.signet.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.TestAccounts;
import dev.signet.account.Username;
import dev.signet.credential.Passwords;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.registration.RegistrationProperties.Mode;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.WaitingRequest;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
	private PendingSignUps pending;

	@Autowired
	private Invitations invitations;

	@Autowired
	private BeanFactory beans;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SqlCounter sql;

	@Autowired
	private MutableClock clock;

	private MockMvc mvc;

	@BeforeEach
	void setUp() {
		given(this.completion.complete(any(), any(), anyBoolean(), any(), any())).willReturn("redirect:/next");
		given(this.waiting.findOrRestart(any(), any())).willReturn(Optional.<PendingRequest>empty());
		given(this.waiting.find(any(), any(), any())).willReturn(Optional.empty());
		this.mvc = mvc(SignUpPages.settings(Mode.OPEN, true));
	}

	private MockMvc mvc(RegistrationProperties settings) {
		return SignUpPages.of(this.beans, settings, this.completion, this.waiting);
	}

	@Test
	void registerWhenCodeIsEnteredThenAccountWithProvedAddress() throws Exception {
		String confirm = register(this.name, this.address).getResponse().getRedirectedUrl();
		assertThat(confirm).startsWith("/register/confirm?sign_up=");
		assertThat(this.accounts.findByLogin(this.name)).as("before the code").isEmpty();
		ReceivedMail mail = Mailbox.of(this.address).only();
		assertThat(mail.links().get(0)).endsWith(confirm);
		assertThat(open(confirm).getResponse().getStatus()).isEqualTo(200);
		MvcResult done = type(confirm, mail.code());
		assertThat(done.getModelAndView().getViewName()).isEqualTo("redirect:/next");
		Account made = this.accounts.findByLogin(this.address).orElseThrow();
		assertThat(made.username()).isEqualTo(this.name);
		assertThat(made.emailVerified()).isTrue();
		assertThat(made.roles()).containsExactly("USER");
		assertThat(this.passwords.matches(made.id(), PASSWORD)).isTrue();
		assertThat(type(confirm, mail.code()).getResponse().getStatus()).as("once more").isEqualTo(410);
	}

	@Test
	void finishWhenPasswordIsShortBesideASecondFactorThenThatIsNotForgotten() {
		byte[] digest = new byte[32];
		NewAccount person = NewAccount.of(new Username(this.name), new EmailAddress(this.address));
		UUID id = this.pending.begin(person, this.passwords.hash("k3j-99ax"), Admission.PLAIN, digest, null);
		Account made = this.pending.finish(id, digest, Mailbox.of(this.address).only().code()).orElseThrow();
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
		assertThat(mail.text()).contains(owner.username())
			.doesNotContainPattern(ReceivedMail.CODE)
			.doesNotContain("sign_up");
		assertThat(type(confirm, "1234-5678").getModelAndView().getModel()).containsEntry("wrong", true);
	}

	@Test
	void registerWhenAddressHasAnAccountThenTheSameStatements() {
		Account owner = this.accounts.register(TestAccounts.someone());
		List<List<String>> costs = new ArrayList<>();
		for (String email : List.of(this.address, owner.emailAddress())) {
			costs.add(this.sql.own(() -> {
				String confirm = register(TestAccounts.name(), email).getResponse().getRedirectedUrl();
				again(confirm);
				type(confirm, "1234-5678");
			}));
		}
		assertThat(costs.get(1)).isEqualTo(costs.get(0)).isNotEmpty();
	}

	/** Else a name that stays free would tell that the address was known. */
	@Test
	void registerWhenNotConfirmedThenTheNameStaysFreeWhateverTheAddress() throws Exception {
		Account owner = this.accounts.register(TestAccounts.someone());
		String first = register(this.name, owner.emailAddress()).getResponse().getRedirectedUrl();
		String second = register(this.name, this.address).getResponse().getRedirectedUrl();
		String third = register(this.name, "x" + this.address).getResponse().getRedirectedUrl();
		assertThat(List.of(first, second, third)).doesNotContainNull();
		assertThat(type(second, Mailbox.of(this.address).only().code()).getModelAndView().getViewName())
			.isEqualTo("redirect:/next");
		MvcResult late = type(third, Mailbox.of("x" + this.address).only().code());
		assertThat(late.getModelAndView().getModel()).containsEntry("problem", "registration.confirm.taken");
		MvcResult taken = register(this.name.toUpperCase(), "y" + this.address);
		assertThat(taken.getModelAndView().getViewName()).isEqualTo("registration/register");
		assertThat(Mailbox.of("y" + this.address).all()).isEmpty();
	}

	/** Else somebody could choose the password for another person's address. */
	@Test
	void confirmWhenInAnotherBrowserThenRefusedEvenWithTheRightCode() throws Exception {
		String confirm = register(this.name, this.address).getResponse().getRedirectedUrl();
		String code = Mailbox.of(this.address).only().code();
		this.browser = new Cookie("signet-browser", "c".repeat(43));
		assertThat(open(confirm).getResponse().getStatus()).isEqualTo(410);
		assertThat(type(confirm, code).getResponse().getStatus()).isEqualTo(410);
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	@Test
	void confirmWhenTriedTooOftenOrTooLateThenOver() throws Exception {
		String confirm = register(this.name, this.address).getResponse().getRedirectedUrl();
		String code = Mailbox.of(this.address).only().code();
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
		MockEnvironment without = new MockEnvironment().withProperty("spring.mail.host", "");
		assertThat(required(Mode.OPEN, null, with)).isTrue();
		assertThat(required(Mode.OPEN, null, without)).isFalse();
		assertThat(required(Mode.OPEN, false, with)).isFalse();
		assertThat(required(Mode.OPEN, true, without)).isTrue();
		assertThat(required(Mode.DOMAIN, null, with)).isTrue();
		assertThat(required(Mode.DOMAIN, true, without)).isTrue();
	}

	@Test
	void requiredWhenModeDomainAndNoMailServerThenDoesNotStart() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> required(Mode.DOMAIN, null, new MockEnvironment()))
			.satisfies((refused) -> assertThat(refused.getName()).isEqualTo("signet.registration.mode"));
	}

	@Test
	void againThenNewCodeAndTheOldOneIsOver() throws Exception {
		String confirm = register(this.name, this.address).getResponse().getRedirectedUrl();
		String first = Mailbox.of(this.address).only().code();
		MvcResult again = again(confirm);
		assertThat(again.getResponse().getRedirectedUrl()).isEqualTo(confirm);
		assertThat(again.getFlashMap().get("notice")).isEqualTo("registration.confirm.sent-again");
		String second = Mailbox.of(this.address).await(2).get(1).code();
		assertThat(type(confirm, first).getModelAndView().getModel()).containsEntry("wrong", true);
		assertThat(type(confirm, second).getModelAndView().getViewName()).isEqualTo("redirect:/next");
	}

	@Test
	void againWhenTooOftenThenSaysHowLongWhetherOrNotTheAddressHasAnAccount() throws Exception {
		Account owner = this.accounts.register(TestAccounts.someone());
		for (String meant : List.of(this.address, owner.emailAddress())) {
			String confirm = register(TestAccounts.name(), meant).getResponse().getRedirectedUrl();
			again(confirm);
			again(confirm);
			MvcResult limited = again(confirm);
			assertThat(limited.getResponse().getStatus()).isEqualTo(429);
			assertThat(limited.getResponse().getHeader("Retry-After")).isNotNull();
			assertThat(limited.getModelAndView().getModel()).containsKeys("minutes", "signUp");
			assertThat(Mailbox.of(meant).await(3)).hasSize(3);
		}
	}

	@Test
	void againWhenInAnotherBrowserOrOverThenNoMail() throws Exception {
		String confirm = register(this.name, this.address).getResponse().getRedirectedUrl();
		Mailbox.of(this.address).only();
		this.browser = new Cookie("signet-browser", "c".repeat(43));
		assertThat(open(again(confirm).getResponse().getRedirectedUrl()).getResponse().getStatus()).isEqualTo(410);
		assertThat(change(confirm, "x" + this.address).getResponse().getStatus()).isEqualTo(410);
		assertThat(open(confirm.replace("/confirm?", "/confirm/address?")).getResponse().getStatus()).isEqualTo(410);
		assertThat(Mailbox.of(this.address).all()).hasSize(1);
		assertThat(Mailbox.of("x" + this.address).all()).isEmpty();
	}

	@Test
	void changeWhenAddressWasWrongThenCodeThereAndNameAndPasswordStay() throws Exception {
		String confirm = register(this.name, "wrong-" + this.address).getResponse().getRedirectedUrl();
		String first = Mailbox.of("wrong-" + this.address).only().code();
		MvcResult page = open(confirm.replace("/confirm?", "/confirm/address?"));
		assertThat(((AddressForm) page.getModelAndView().getModel().get("form")).getEmail())
			.isEqualTo("wrong-" + this.address);
		assertThat(change(confirm, this.address).getResponse().getRedirectedUrl()).isEqualTo(confirm);
		String second = Mailbox.of(this.address).only().code();
		assertThat(type(confirm, first).getModelAndView().getModel()).containsEntry("wrong", true);
		assertThat(type(confirm, second).getModelAndView().getViewName()).isEqualTo("redirect:/next");
		Account made = this.accounts.findByLogin(this.address).orElseThrow();
		assertThat(made.username()).isEqualTo(this.name);
		assertThat(made.emailVerified()).isTrue();
		assertThat(this.passwords.matches(made.id(), PASSWORD)).isTrue();
		assertThat(this.accounts.findByLogin("wrong-" + this.address)).isEmpty();
	}

	@Test
	void changeWhenAddressHasAnAccountThenTheSameAnswerAndItsOwnerIsTold() throws Exception {
		Account owner = this.accounts.register(TestAccounts.someone());
		String confirm = register(this.name, this.address).getResponse().getRedirectedUrl();
		MvcResult changed = change(confirm, owner.emailAddress());
		assertThat(changed.getResponse().getRedirectedUrl()).isEqualTo(confirm);
		assertThat(open(confirm).getResponse().getStatus()).isEqualTo(200);
		assertThat(Mailbox.of(owner.emailAddress()).only().subject()).isEqualTo("You have an account already");
		assertThat(type(confirm, Mailbox.of(this.address).only().code()).getModelAndView().getModel())
			.containsEntry("wrong", true);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nowhere", "a@b", "a\0@people.example", "a@people.example,b@people.example" })
	void changeWhenAddressIsBadThenSaysSoAndTheOldCodeStays(String bad) throws Exception {
		String confirm = register(this.name, this.address).getResponse().getRedirectedUrl();
		MvcResult refused = change(confirm, bad);
		assertThat(refused.getModelAndView().getViewName()).isEqualTo("registration/address");
		assertThat(((AddressForm) refused.getModelAndView().getModel().get("form")).getEmail()).isEqualTo(bad);
		assertThat(type(confirm, Mailbox.of(this.address).only().code()).getModelAndView().getViewName())
			.isEqualTo("redirect:/next");
	}

	@Test
	void changeWhenAddressIsNotWelcomeThenRefused() throws Exception {
		this.mvc = mvc(SignUpPages.settings(Mode.DOMAIN, true, "people.example"));
		String confirm = register(this.name, this.address).getResponse().getRedirectedUrl();
		MvcResult refused = change(confirm, this.name + "@elsewhere.example");
		assertThat(refused.getModelAndView().getViewName()).isEqualTo("registration/address");
		assertThat(Mailbox.of(this.name + "@elsewhere.example").all()).isEmpty();
	}

	/** A link that somebody was handed says nothing of whose mail they read. */
	@Test
	void registerWhenInvitedByALinkThenCodeFirstAndTheUseIsCountedWithTheAccount() throws Exception {
		String link = invitation(TestInvitations.plain());
		String confirm = registerInvited(link).getResponse().getRedirectedUrl();
		assertThat(used(link)).as("before the code").isZero();
		assertThat(type(confirm, Mailbox.of(this.address).only().code()).getModelAndView().getViewName())
			.isEqualTo("redirect:/next");
		assertThat(used(link)).isOne();
		assertThat(this.accounts.findByLogin(this.name).orElseThrow().roles()).containsExactlyInAnyOrder("USER",
				"EDITOR");
	}

	@Test
	void confirmWhenInvitationWasUsedUpMeanwhileThenSaysSoAndMakesNoAccount() throws Exception {
		String link = invitation(TestInvitations.plain());
		String confirm = registerInvited(link).getResponse().getRedirectedUrl();
		this.jdbc.sql("update invitations set used = uses where digest = :digest")
			.param("digest", new InvitationToken(link).digest())
			.update();
		MvcResult late = type(confirm, Mailbox.of(this.address).only().code());
		assertThat(late.getResponse().getStatus()).isEqualTo(410);
		assertThat(late.getModelAndView().getModel()).containsEntry("problem", "registration.confirm.uninvited");
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	@Test
	void confirmWhenInvitationWasTakenBackThenOver() throws Exception {
		String link = invitation(TestInvitations.plain());
		String confirm = registerInvited(link).getResponse().getRedirectedUrl();
		String code = Mailbox.of(this.address).only().code();
		this.invitations.remove(this.invitations.open(link).orElseThrow().id(), AccountId.random());
		assertThat(type(confirm, code).getResponse().getStatus()).isEqualTo(410);
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	/** Nor does another address get what was meant for one. */
	@Test
	void changeWhenInvitationIsForAnAddressThenNoOther() throws Exception {
		String link = invitation(TestInvitations.to(this.address, false));
		String confirm = registerInvited(link).getResponse().getRedirectedUrl();
		assertThat(change(confirm, "x" + this.address).getModelAndView().getViewName())
			.isEqualTo("registration/address");
		assertThat(Mailbox.of("x" + this.address).all()).isEmpty();
	}

	private static boolean required(Mode mode, Boolean verify, MockEnvironment environment) {
		String[] domains = (mode == Mode.DOMAIN) ? new String[] { "people.example" } : new String[0];
		return new SignUpConfirmation(SignUpPages.settings(mode, verify, domains), environment).required();
	}

	private String invitation(NewInvitation wanted) {
		String link = this.invitations.make(wanted, TestInvitations.operator(this.accounts)).link();
		return link.substring(link.indexOf('=') + 1);
	}

	private int used(String link) {
		return this.jdbc.sql("select used from invitations where digest = :digest")
			.param("digest", new InvitationToken(link).digest())
			.query(Integer.class)
			.single();
	}

	private MvcResult registerInvited(String link) throws Exception {
		return this.mvc
			.perform(post("/register").cookie(this.browser)
				.param("username", this.name)
				.param("email", this.address)
				.param("password", PASSWORD)
				.param("invitation", link))
			.andReturn();
	}

	private MvcResult again(String confirm) throws Exception {
		return this.mvc.perform(post("/register/confirm/again").cookie(this.browser).param("sign_up", id(confirm)))
			.andReturn();
	}

	private MvcResult change(String confirm, String email) throws Exception {
		return this.mvc
			.perform(post("/register/confirm/address").cookie(this.browser)
				.param("sign_up", id(confirm))
				.param("email", email))
			.andReturn();
	}

	private static String id(String confirm) {
		return confirm.substring(confirm.indexOf('=') + 1);
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
		return this.mvc
			.perform(post("/register/confirm").cookie(this.browser).param("sign_up", id(address)).param("code", code))
			.andReturn();
	}

}
