package dev.signet.database;

import java.io.IOException;
import java.util.Properties;

import dev.signet.SignetTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
class DatabaseRightsTests {

	@Autowired
	private JdbcClient application;

	@Autowired
	private JdbcConnectionDetails login;

	@Autowired
	private LiquibaseConnectionDetails ownerLogin;

	@Test
	void writeWhenTableIsNewThenApplicationMay() {
		JdbcClient owner = owner();
		owner.sql("create table rights_probe (id int)").update();
		try {
			this.application.sql("insert into rights_probe values (1)").update();
			this.application.sql("update rights_probe set id = 2").update();
			assertThat(this.application.sql("select id from rights_probe").query(Integer.class).single()).isEqualTo(2);
			assertThat(this.application.sql("delete from rights_probe").update()).isOne();
			assertRefused("alter table rights_probe add column more int");
			assertRefused("truncate rights_probe");
			assertRefused("drop table rights_probe");
		}
		finally {
			owner.sql("drop table rights_probe").update();
		}
	}

	@Test
	void createWhenApplicationThenRefused() {
		assertRefused("create table mine (id int)");
		assertRefused("create temporary table mine (id int)");
		assertRefused("create schema mine");
	}

	/** By what the product says; tests have more patience. */
	@Test
	void waitWhenApplicationThenIsBounded() throws IOException {
		DriverManagerDataSource bounded = new DriverManagerDataSource(this.login.getJdbcUrl(), this.login.getUsername(),
				this.login.getPassword());
		Properties properties = new Properties();
		properties.setProperty("options", product("spring.datasource.hikari.data-source-properties.options"));
		bounded.setConnectionProperties(properties);
		JdbcClient application = JdbcClient.create(bounded);
		assertThat(application.sql("show statement_timeout").query(String.class).single()).isEqualTo("5s");
		assertThat(application.sql("show lock_timeout").query(String.class).single()).isEqualTo("2s");
		assertThat(product("spring.datasource.hikari.connection-timeout")).isEqualTo("2000");
		assertThat(owner().sql("show statement_timeout").query(String.class).single()).isEqualTo("0");
	}

	private static String product(String setting) throws IOException {
		return String.valueOf(new YamlPropertySourceLoader().load("product", new ClassPathResource("application.yml"))
			.get(0)
			.getProperty(setting));
	}

	private void assertRefused(String sql) {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.application.sql(sql).update())
			.havingRootCause()
			.withMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
	}

	private JdbcClient owner() {
		return JdbcClient.create(new DriverManagerDataSource(this.ownerLogin.getJdbcUrl(),
				this.ownerLogin.getUsername(), this.ownerLogin.getPassword()));
	}

}
