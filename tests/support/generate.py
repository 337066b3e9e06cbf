#!/usr/bin/env python3
"""Invented consortia, the same for the same seed: for the end-to-end tests and the bench.

    generate.py --count 300 --seed 1 --out DIR             DIR/0001.yaml …

Files are JSON, which is YAML; no two consortia of one run have the same name. Unit names, persons and codes do not exist; credit codes use the
self-defined range PDY00001-PDY99999, so that they cannot belong to a real unit.
"""
import argparse
import json
import os
import random
import re

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻柏水窦章云苏潘葛奚范彭郎"
GIVEN = "知远砚秋望舒牧野锦川青禾兰舟既白月明一苇千里晓岚怀瑾如许未央若水亦安念之东篱远山听澜破天知微行舟"
RARE = ["䶮", "㛃", "𠮷", "𬭎", "堃", "镕", "喆", "玥", "璟", "𫖯", "䜣"]
UYGHUR = ["阿卜杜热合曼·阿卜杜热伊木", "阿依努尔·买买提", "迪力夏提·吾守尔", "古丽米热·艾合买提"]
PLACES = [("650102", "新疆维吾尔自治区乌鲁木齐市天山区"), ("650103", "新疆维吾尔自治区乌鲁木齐市沙依巴克区"),
          ("650104", "新疆维吾尔自治区乌鲁木齐市新市区"), ("650106", "新疆维吾尔自治区乌鲁木齐市头屯河区"),
          ("652301", "新疆维吾尔自治区昌吉回族自治州昌吉市"), ("650502", "新疆维吾尔自治区哈密市伊州区"),
          ("310110", "上海市杨浦区"), ("370212", "山东省青岛市崂山区")]
BRANDS = "恒枢砾原风岚坤策启澜炎洲拓穹庭州清河长岭远图汇锋瀚宇天屿星澜云杉北辰"
TRADES = ["储能科技", "电气设备", "新材料", "自动化技术", "检测技术", "数字能源", "精密制造", "装备集成"]
FIELDS = ["新能源", "新材料", "装备制造", "生物医药", "化工", "人工智能"]
CORES = ["新型储能", "高端装备", "绿色算力", "硅基新材料", "智能纺织", "生物制剂"]
TOPICS = [("新型储能", "新能源"), ("高端风电装备", "新能源"), ("绿色算力", "人工智能"), ("硅基新材料", "新材料"),
          ("智能纺织", "装备制造"), ("生物制剂", "生物医药"), ("氢能装备", "新能源"), ("煤炭清洁转化", "化工"),
          ("棉花智能采收", "装备制造"), ("特色林果加工", "装备制造"), ("油气智能钻采", "装备制造"), ("铝基新材料", "新材料"),
          ("智慧矿山", "人工智能"), ("节水灌溉装备", "装备制造"), ("光伏组件回收", "新能源"), ("低温输变电设备", "装备制造"),
          ("碳纤维复合材料", "新材料"), ("葡萄酒酿造", "生物医药"), ("维吾尔医药", "生物医药"), ("工业机器人", "装备制造"),
          ("遥感与北斗应用", "人工智能"), ("盐湖资源利用", "化工"), ("畜牧良种繁育", "生物医药"), ("煤基高分子", "化工")]
CHECK = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc(prefix, region, number):
    org = f"PDY{number:05d}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum((int(c, 36)) * w for c, w in zip(org, weights)) % 11
    body = prefix + region + org + {10: "X", 11: "0"}.get(rest, str(rest))
    total = sum(CHECK.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + CHECK[(31 - total % 31) % 31]


class Maker:
    def __init__(self, seed, short=False, serial=0):
        self.short = short
        self.r = random.Random(seed)
        self.serial = serial
        self.used = set()

    def person(self):
        roll = self.r.random()
        if roll < 0.08:
            return self.r.choice(UYGHUR)
        first = self.r.choice(RARE) if roll < 0.16 else self.r.choice(SURNAMES)
        return first + "".join(self.r.sample(GIVEN, self.r.choice((1, 2, 2))))

    def text(self, length):
        """About `length` characters of prose, never longer."""
        parts = ["围绕产业链关键环节开展协同攻关", "建设中试平台", "突破核心技术", "形成标志性产品3项", "制定标准6项",
                 "申请发明专利60件", "带动新增销售收入15亿元", "储能系统（ESS）循环效率不低于88%", "培养高层次人才30名",
                 "由“链主”企业牵头，高校、科研院所参与", "2026年完成总体设计", "2028年开展百兆瓦时级示范"]
        out = ""
        if self.short:
            return "，".join(self.r.sample(parts, min(3, max(1, length // 30)))) + "。"
        while True:
            more = self.r.choice(parts)
            if len(out) + len(more) + 1 > length:
                break
            out += ("，" if out and not out.endswith("。") else "") + more
            if self.r.random() < 0.25 and len(out) + 1 < length:
                out += "。"
        while len(out) < length - 1:
            out += self.r.choice("协同创新示范应用产业发展")
        return out[:length - 1].rstrip("，。") + "。"

    def unit(self, index, role, leads=1):
        r = self.r
        self.serial += 1
        code, place = PLACES[2] if role == "lead" else r.choice(PLACES)
        category = "enterprise"
        if role != "lead":
            category = ["enterprise", "university", "enterprise", "institute", "enterprise", "service",
                        "enterprise", "medical", "enterprise", "new_rd"][index % 10]
        brand = "".join(r.sample(BRANDS, 2))
        name = {"enterprise": f"{place[-3:-1] if role == 'lead' else place[:2]}{brand}{r.choice(TRADES)}"
                              f"{r.choice(['有限公司', '股份有限公司', '有限责任公司'])}",
                "university": f"{brand}理工大学", "institute": f"{place[:2]}{brand}新能源材料研究院",
                "service": f"{brand}技术转移中心", "medical": f"{brand}医院", "new_rd": f"{brand}产业技术研究院"}[category]
        while name in self.used:
            name = r.choice(BRANDS) + name
        self.used.add(name)
        unit = {
            "id": "lead" if role == "lead" and index == 0 else f"m{index:02d}", "role": role, "name": name,
            "uscc": uscc("91" if category == "enterprise" else "12", code, self.serial),
            "category": category, "nature": "民营有限责任公司" if category == "enterprise" else "公办事业单位",
            "independent_legal_person": True, "registered_region": {"code": code, "name": place},
            "address": f"{place}示范{index + 1}路{r.randint(1, 300)}号", "legal_rep": self.person(),
            "contact": {"name": self.person(), "phone": f"0991-{5550000 + self.serial:07d}",
                        "mobile": f"199{self.serial:08d}"},
            "position": f"{place[:2]}{r.choice(TRADES)}领域骨干单位。",
            "duty": f"承担任务{index % 4 + 1}的研究与示范，提供{r.choice(['场地', '设备', '人才', '数据'])}。",
            "profile": self.text(r.randint(120, 300)), "foundation": self.text(120),
            "commitment": {"funds": float(r.randint(50, 900)), "technology": "系统集成技术", "equipment": "试验平台",
                           "talent": f"研发人员{r.randint(3, 40)}人", "site": f"场地{r.randint(200, 3000)}平方米"},
            "integrity": {"serious_dishonesty": False},
        }
        if category == "enterprise":
            base = r.randint(2000, 60000)
            unit.update({
                "chain_position": [r.choice(["upstream", "midstream", "downstream"])],
                "qualifications": [{"kind": "hightech", "cert_no": f"GR2025650{self.serial:05d}",
                                    "valid_from": "2025-10-20", "valid_to": "2028-10-19"}] if index % 2 == 0
                else [{"kind": "tech_sme"}],
                "operating_since": f"20{r.randint(10, 19)}-0{r.randint(1, 9)}-15", "employees": r.randint(120, 900),
                "rd_staff_fulltime": r.randint(40, 90) if role == "lead" else r.randint(6, 90),
                "finance": [{"year": y, "revenue": float(base + 900 * k), "sales": float(base + 800 * k),
                             "rd_spend": float(base // 20 + 60 * k)}
                            for k, y in enumerate((2022, 2023, 2024, 2025))],
            })
        else:
            unit["rd_team"] = {"headcount": r.randint(30, 80), "senior": r.randint(3, 30), "directions": "储能控制",
                               "honours": "省级科技进步奖1项", "projects": "国家级课题1项"}
        if role == "lead":
            unit["qualifications"] += [{"kind": "leading_enterprise"}, {"kind": "chain_leader"}]
            unit.update({"council_title": "理事长单位", "listing": "未上市",
                         "ip": {"valid_total": 142, "valid_invention": 47},
                         "intro200": self.text(180 if leads == 1 else 90)})
        return unit

    def consortium(self, members=12, leads=1, full_limits=False, persons=10, projects=6, activities=4, topic=None):
        r = self.r
        roles = ["lead"] * leads + [("core", "close", "general")[min(2, i // 4)] for i in range(members)]
        units = [self.unit(i, role, leads) for i, role in enumerate(roles)]
        ids = [u["id"] for u in units]
        core, field = r.choice(CORES), r.choice(FIELDS)
        core, field = topic or (core, field)
        if full_limits:
            for u in units:
                u["profile"] = self.text(500)
                u["position"], u["duty"] = self.text(100), self.text(100)
                if u["role"] == "lead":
                    u["intro200"] = self.text(200 if leads == 1 else 100)
        role_lists = [["head", "admin_chief"], ["coordinator"], ["chief_expert", "chief_scientist", "tech_chief"],
                      ["chief_expert", "core_member"]] + [["core_member"]] * max(0, persons - 4)
        people = [{
            "id": f"p{i + 1:02d}", "name": self.person(), "birth": f"19{r.randint(65, 95)}-{r.randint(1, 12):02d}",
            "roles": roles_, "unit": ids[0] if i < 2 else r.choice(ids), "education": "研究生",
            "degree": r.choice(["博士", "硕士"]), "post": r.choice(["总经理", "院长", "系主任", "研究室主任"]),
            "title": r.choice(["教授", "高级工程师", "研究员"]), "specialty": r.choice(["电气工程", "电化学", "自动化", "系统集成"]),
            "affiliation": "employee", "task": "关键技术研究", "resume": self.text(120), "achievements": self.text(80),
            "academic_posts": "无", "in_core": i > 0, "in_team": i > 1} for i, roles_ in enumerate(role_lists)]
        people[0]["name"] = units[0]["legal_rep"]  # the head of a consortium is the lead's legal representative
        data = {
            "schema_version": 1,
            "consortium": {"core_name": core, "industry_field": field, "industry_subfield": "系统集成",
                           "industry_category": "电气机械和器材制造业", "key_rd_direction": self.text(60),
                           "period": {"start": "2026-07-01", "end": "2029-06-30"}, "recognitions": []},
            "units": units, "persons": people,
            # The first platform and project are the lead's: the guidelines ask for them.
            "platforms": [{"name": f"{r.choice(PLACES)[1][:2]}{core}{kind}", "unit": ids[0] if i == 0 else r.choice(ids), "level": level,
                           "kind": kind, "field": field, "approved_by": "自治区科学技术厅", "built": f"202{i % 6}-06",
                           "in_field": True, "operating": True}
                          for i, (kind, level) in enumerate([("重点实验室", "provincial"), ("工程研究中心", "national"),
                                                             ("企业技术中心", "provincial"),
                                                             ("技术创新中心", "municipal")])],
            "projects": [{"name": f"{core}关键技术研究（{i + 1}）", "number": f"SL-2024-{i + 1:03d}", "unit": ids[0] if i == 0 else r.choice(ids),
                          "level": "provincial", "source": "自治区重点研发任务专项", "field": field,
                          "total": float(r.randint(80, 3000)), "support": float(r.randint(10, 80)), "start": "2024-01",
                          "end": "2026-12", "representative": True} for i in range(projects)],
            "activities": [{"date": f"2025-{i + 1:02d}", "name": f"第{i + 1}次技术对接会", "participants": ids[:3],
                            "result": "签订联合攻关意向6项"} for i in range(activities)],
            "tech": {"bottlenecks": [{"kind": "common", "name": f"{core}系统协同控制"},
                                     {"kind": "science", "name": "失效机理"}], "roadmap": self.text(80),
                     "tasks": [{"seq": i + 1, "title": f"任务{i + 1}关键技术", "content": self.text(60),
                                "route": self.text(40), "key_issues": self.text(30), "lead_unit": ids[i % len(ids)],
                                "units": ids[1:3], "budget": 3000.0} for i in range(4)]},
            "plan": {"overview": self.text(100), "significance": self.text(200), "status_review": self.text(200),
                     "technical_problems": self.text(120), "foundation": self.text(150),
                     "goals": {"technical": self.text(100), "economic": self.text(60), "other": self.text(40)},
                     "development": self.text(120), "rd_overview": self.text(80),
                     "milestones": [{"period": f"{y}年", "start": f"{y}-01-01", "end": f"{y}-12-31", "goal": "完成年度任务",
                                     "indicators": "样机3台、标准2项"} for y in (2026, 2027, 2028)],
                     "expected_results": self.text(100), "safeguards": self.text(100),
                     "support_conditions": self.text(60), "other": "无。"},
            "budget": {"total": 12000.0, "sources": [{"kind": "lead_self", "name": "牵头单位自筹", "amount": 9000.0},
                                                     {"kind": "fiscal", "name": "申请财政资金", "amount": 3000.0}],
                       "by_year": [{"year": y, "amount": 4000.0} for y in (2026, 2027, 2028)]},
            "governance": {"leading_group": [{"name": people[0]["name"], "unit": ids[0], "post": "组长"},
                                             {"name": units[-1]["legal_rep"], "unit": ids[-1], "post": "成员"}],
                           "council": {"enabled": True, "note": "设理事会"},
                           "expert_committee": [{"name": people[2]["name"], "unit": ids[0], "post": "主任"}],
                           "secretariat": {"name": "联合体秘书处", "host": ids[0], "site": "研发楼三层", "staff": 5},
                           "mechanisms": {k: self.text(40) for k in (
                               "decision", "joint_rd", "benefit", "ip", "standards", "application", "funding", "open",
                               "talent", "gov_enterprise", "assessment")},
                           "funds_rules": {"exists": True, "title": "经费管理办法", "date": "2026-05-25"}},
            "texts": {"goals200": self.text(200 if full_limits else 150), "strategy500": self.text(480),
                      "cooperation_basis": self.text(100), "enterprise_overview": self.text(300),
                      "enterprise_innovation": self.text(300), "enterprise_honours": self.text(200),
                      "chain_status": self.text(400)},
            "agreement": {"signed_on": "2026-05-28", "effective_on": "2026-05-28", "place": "乌鲁木齐市", "years": 3,
                          "dispute": "arbitration", "dispute_body": "乌鲁木齐仲裁委员会", "clauses": {},
                          "signers": [{"unit": i, "kind": "legal_rep"} for i in ids]},
            "charter": {"adopted_on": "2026-05-28", "purpose": self.text(60), "business_scope": self.text(40),
                        "structure": self.text(40), "mechanism": self.text(40), "goals_tasks": self.text(40),
                        "ip": self.text(30), "amend": self.text(60)},
            "pledge": {"signed_on": "2026-06-05", "signer": ids[0]},
            "statements": {k: True for k in (
                "industry_influence", "coop_willing", "alliance_experience", "organise_ability", "tech_leading",
                "chain_members", "research_quality", "service_quality", "stable_team", "good_credit", "safeguards",
                "chief_expert_joint_choice")},
            "reports": [{"year": 2026, "cooperation": self.text(60), "resources": self.text(40), "rd": self.text(40),
                         "transfer": self.text(40), "team": self.text(40), "problems": self.text(40),
                         "needs": self.text(40), "next_plan": self.text(40)}],
            "jurisdictions": {},
        }
        contact = {"name": self.person(), "phone": "0991-5550201"}
        names = {"urumqi": f"乌鲁木齐市{core}产业创新联合体", "xinjiang": f"新疆维吾尔自治区{core}创新联合体",
                 "qingdao": f"青岛市{core}创新联合体", "xilingol": f"锡林郭勒盟{core}重点产业链创新联合体",
                 "changchun": f"长春市{core}创新联合体"}
        for key, name in names.items():
            block = {"enabled": True, "consortium_name": name, "industry_field": field, "fill_date": "2026-06-10",
                     "attachments": ["agreement", "business_license"]}
            if key == "urumqi":
                block["district"] = {"area": "新市区", "org": "乌鲁木齐市新市区科学技术局", "contact": contact,
                                     "coordinator": contact["name"],
                                     "participation": self.text(200 if full_limits else 120),
                                     "opinion": "经审核，材料真实完整，同意推荐。", "opinion_date": "2026-06-12"}
            else:
                block["recommender"] = {"org": "某某区科学技术局（示例）", "contact": contact, "opinion": "同意推荐。",
                                        "opinion_date": "2026-06-20"}
            if key == "xinjiang":
                block["recommender"]["kind"] = "prefecture"
                block.update({"project_name": f"{core}关键技术攻关", "applicant": ids[0]})
            if key in ("xinjiang", "xilingol"):
                block["special_project"] = core
            if key == "qingdao":
                block["filing_period"] = {"start": "2026-08-01", "end": "2029-07-31"}
            data["jurisdictions"][key] = block
        return data


def topic(index):
    """A core name that no other index gives, and its field."""
    turn, place = divmod(index, len(TOPICS))
    brands = list(dict.fromkeys(BRANDS))
    brand = brands[turn // len(brands) % len(brands)] + brands[turn % len(brands)] if turn else ""
    return brand + TOPICS[place][0], TOPICS[place][1]


def scalar(value):
    if isinstance(value, str):
        plain = value and not re.search(r"[:#\[\]{},&*!|>'\"%@`?\\]|^[-\s]|\s$|^(true|false|null|yes|no)$", value)
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def flow(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def block(value, depth=0):
    """Lines of YAML: what fits on a line stands on one."""
    lines = []
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        head = " " * depth + (f"{key}:" if isinstance(value, dict) else "-")
        if not isinstance(item, (dict, list)) or len(head + flow(item)) <= 110 or not item:
            lines.append(f"{head} {flow(item)}")
        elif isinstance(value, dict):
            lines += [head] + block(item, depth + 2)
        else:
            inner = block(item, depth + 2)
            lines += [head + inner[0][depth + 1:]] + inner[1:]
    return lines


def write(path, data, readable=False):
    with open(path, "w", encoding="utf-8") as f:
        if readable:
            f.write("\n".join(block(data)))
        else:
            json.dump(data, f, ensure_ascii=False, indent=1)
        f.write("\n")


def shares(total, count):
    """`total` in `count` whole parts, the last with the rest."""
    part = float(total // count)
    return [part] * (count - 1) + [total - part * (count - 1)]


def small(data):
    """Without what an application of one jurisdiction does not need."""
    for key in ("reports", "charter", "pledge"):
        del data[key]
    lead, own = data["units"][0]["commitment"]["funds"], sum(u["commitment"]["funds"] for u in data["units"][1:])
    tasks = data["tech"]["tasks"]
    data["budget"] = {"total": lead + own, "sources": [{"kind": "lead_self", "name": "牵头单位自筹", "amount": lead},
                                                       {"kind": "member_self", "name": "成员单位自筹", "amount": own}],
                      "by_year": [{"year": y, "amount": a} for y, a in zip((2026, 2027, 2028), shares(lead + own, 3))]}
    for task, amount in zip(tasks, shares(lead + own, len(tasks))):
        task["budget"] = amount
    data["jurisdictions"] = {"urumqi": data["jurisdictions"]["urumqi"]}
    return data


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--count", type=int, default=10)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    os.makedirs(a.out, exist_ok=True)
    for i in range(a.count):
        maker = Maker(a.seed * 1000003 + i, serial=i * 29)
        write(os.path.join(a.out, f"{i + 1:04d}.yaml"), maker.consortium(members=maker.r.randint(5, 24), topic=topic(i)))


if __name__ == "__main__":
    main()
